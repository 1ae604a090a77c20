package dev.walkback.systemtests.simulation;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.Revision;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.executor.core.Answer;
import dev.walkback.executor.core.Heard;
import dev.walkback.executor.core.Move;
import dev.walkback.executor.core.PatchPlan;
import dev.walkback.executor.core.Scene;
import dev.walkback.executor.core.Sighting;
import dev.walkback.systemtests.simulation.services.Machinery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/** What an executor might do wrong between looking and writing. */
final class ExecutorFaults {

  private ExecutorFaults() {}

  static List<PlantedFault> all() {
    return List.of(
        onSight(
            "the fence is dropped",
            (_, seen) -> new Sighting.Present(seen.facts(), OptionalLong.empty())),
        onSight(
            "a pause is ignored",
            (_, seen) ->
                new Sighting.Present(
                    facts(seen.facts(), seen.facts().live(), false), seen.fence())),
        onSight(
            "somebody's release is undone",
            (step, seen) ->
                seen.facts().live().equals(step.target().template())
                    ? seen
                    : new Sighting.Present(
                        facts(seen.facts(), step.target().from(), seen.facts().paused()),
                        seen.fence())),
        new PlantedFault("the deadline is ignored", Patient::new),
        new PlantedFault("previous is resolved late", LateResolver::new),
        new PlantedFault("a write that got no answer is sent again", Resender::new),
        new PlantedFault(
            "a patch has no precondition",
            () ->
                new Machinery() {
                  @Override
                  public OptionalLong onlyIf(long resourceVersion) {
                    return OptionalLong.empty();
                  }
                }));
  }

  private static PlantedFault onSight(
      String name, BiFunction<RollBackWorkload, Sighting.Present, Sighting> change) {
    return new PlantedFault(
        name,
        () ->
            new Machinery() {
              @Override
              public Steps steps(Execution step) {
                Steps honest = super.steps(step);
                return (heard, now) -> honest.next(blurred(step, heard, change), now);
              }
            });
  }

  private static Heard blurred(
      Execution step,
      Heard heard,
      BiFunction<RollBackWorkload, Sighting.Present, Sighting> change) {
    return step instanceof RollBackWorkload rollBack
            && heard instanceof Heard.Looked(Scene scene)
            && scene.sighting() instanceof Sighting.Present seen
        ? new Heard.Looked(
            new Scene(change.apply(rollBack, seen), scene.observed(), scene.set(), scene.pods()))
        : heard;
  }

  private static WorkloadFacts facts(WorkloadFacts facts, ContentDigest live, boolean paused) {
    return new WorkloadFacts(
        facts.workload(),
        live,
        facts.releasedAt(),
        facts.releasedByRollback(),
        paused,
        facts.revisions());
  }

  private static final class Patient extends Machinery {

    @Override
    public Steps steps(Execution step) {
      return step instanceof RollBackWorkload rollBack
          ? super.steps(
              new RollBackWorkload(
                  rollBack.application(),
                  rollBack.rollbackId(),
                  rollBack.step(),
                  rollBack.deadline().plus(Duration.ofHours(1)),
                  rollBack.target(),
                  rollBack.fence(),
                  rollBack.evidenceTimeBox()))
          : super.steps(step);
    }
  }

  /** Goes to whatever is the newest revision that is not live, when it writes. */
  private static final class LateResolver extends Machinery {

    @Override
    public Steps steps(Execution step) {
      Steps honest = super.steps(step);
      List<ContentDigest> newest = new ArrayList<>();
      return (heard, now) -> {
        if (heard instanceof Heard.Looked(Scene scene)
            && scene.sighting() instanceof Sighting.Present seen) {
          newest.clear();
          seen.facts().revisions().stream()
              .map(Revision::template)
              .filter(template -> !template.equals(seen.facts().live()))
              .findFirst()
              .ifPresent(newest::add);
        }
        Move move = honest.next(heard, now);
        return move instanceof Move.Write(PatchPlan plan, Duration within) && !newest.isEmpty()
            ? new Move.Write(
                new PatchPlan(
                    newest.getFirst(),
                    plan.revision(),
                    plan.rollbackId(),
                    plan.step(),
                    plan.fence()),
                within)
            : move;
      };
    }
  }

  /** Repeats blindly what may have been done. */
  private static final class Resender extends Machinery {

    private boolean again;

    @Override
    public Steps steps(Execution step) {
      Steps honest = super.steps(step);
      Move[] last = new Move[1];
      return (heard, now) -> {
        if (heard instanceof Heard.Answered(Answer.Unknown _)
            && last[0] instanceof Move.Write write) {
          again = true;
          return write;
        }
        Move next = honest.next(heard, now);
        last[0] = next;
        return next;
      };
    }

    @Override
    public OptionalLong onlyIf(long resourceVersion) {
      return again ? OptionalLong.empty() : super.onlyIf(resourceVersion);
    }
  }
}
