package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.Event;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.guard.GuardRequest;
import dev.walkback.events.verification.Verification;
import dev.walkback.orchestrator.core.Rollback;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A decision without its work is a rollback that waits for nothing. */
final class WorkFollowsDecisions implements Invariant {

  @Override
  public String sentence() {
    return "Whatever a committed state waits for was asked for";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.StateCommitted(var stored)
        ? stored.state().live().flatMap(live -> unasked(live, before))
        : Optional.empty();
  }

  private static Optional<String> unasked(Rollback live, Chronicle before) {
    return switch (live) {
      case Rollback.Surveying _ -> unless(live, before, work -> isSurvey(work, live));
      case Rollback.RollingBack rolling ->
          rolling.steps().byName().entrySet().stream()
              .filter(step -> step.getValue().isOpen())
              .map(Map.Entry::getKey)
              .flatMap(step -> unless(live, before, work -> isStep(work, live, step)).stream())
              .findFirst();
      case Rollback.Waiting waiting ->
          waiting.missing().stream()
              .findFirst()
              .flatMap(guard ->
                  unless(
                      live,
                      before,
                      work ->
                          work instanceof GuardRequest.Ask ask
                              && ask.rollbackId().equals(live.id())
                              && ask.application().equals(guard)));
      case Rollback.Verifying _, Rollback.Soaking _ ->
          unless(live, before, work -> isLook(work, live));
      case Rollback.AwaitingApproval _, Rollback.Stuck _ -> Optional.empty();
    };
  }

  private static boolean isSurvey(Event work, Rollback live) {
    return work instanceof Execution.Survey survey && survey.rollbackId().equals(live.id());
  }

  private static boolean isStep(Event work, Rollback live, String step) {
    return work instanceof Execution execution
        && execution.rollbackId().equals(live.id())
        && execution.step().equals(step);
  }

  private static boolean isLook(Event work, Rollback live) {
    return work instanceof Verification look
        && look.rollbackId().equals(live.id())
        && look.round().orElse(1) == live.course().looks();
  }

  private static Optional<String> unless(Rollback live, Chronicle before, Predicate<Event> asked) {
    return Invariant.unless(
        before.work().stream().anyMatch(asked),
        "%s is %s, but nobody was asked to do anything about it",
        live.id(),
        live.phase());
  }
}
