package dev.walkback.orchestrator.core;

import dev.walkback.events.RollbackId;
import dev.walkback.events.Target;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditEntry.TargetsResolved;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.events.plan.Attempt;
import dev.walkback.events.plan.WayBack;
import dev.walkback.events.plan.WorkloadContent;
import dev.walkback.events.verification.Verification.Expected;
import dev.walkback.orchestrator.core.Rollback.RollingBack;
import dev.walkback.orchestrator.core.Rollback.Soaking;
import dev.walkback.orchestrator.core.Rollback.Stuck;
import dev.walkback.orchestrator.core.Rollback.Surveying;
import dev.walkback.orchestrator.core.Rollback.Verifying;
import dev.walkback.orchestrator.core.Rollback.Waiting;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the folds of all families share. */
final class Moves {

  private Moves() {}

  static Rollback live(ApplicationState state, AuditEntry entry) {
    return state.live().orElseThrow(() -> illegal(state, entry));
  }

  static <R extends Rollback> R expect(ApplicationState state, Class<R> type, AuditEntry entry) {
    return state
        .live()
        .filter(type::isInstance)
        .map(type::cast)
        .orElseThrow(() -> illegal(state, entry));
  }

  static IllegalStateException illegal(ApplicationState state, AuditEntry entry) {
    return new IllegalStateException(
        "Expected a legal move of %s, which is %s, but found %s"
            .formatted(
                state.application(),
                state.live().map(live -> live.phase().toString()).orElse("at rest"),
                entry));
  }

  /** Steps of the attempt that is being made. */
  static RollingBack sending(Story story, Course course, Instant at) {
    Attempt attempt = course.current();
    return new RollingBack(
        story.entered(Phase.ROLLING_BACK, at),
        course,
        open(story, attempt, course.round()),
        expected(course),
        Optional.empty());
  }

  /** What an earlier version wrote: the steps were sent in the same decision. */
  static RollingBack withoutPlan(
      Surveying surveying, Story planned, TargetsResolved entry, Instant at) {
    Attempt only = new Attempt(WayBack.WORKLOAD, 0, Optional.empty(), entry.targets());
    Map<WorkloadRef, Expected> expected = new LinkedHashMap<>();
    entry
        .facts()
        .forEach(fact -> expected.put(fact.workload(), new Expected(fact.workload(), fact.live())));
    overlay(expected, entry.targets());
    return new RollingBack(
        planned.entered(Phase.ROLLING_BACK, at),
        surveying.course().sent(1, surveying.course().fence()),
        open(planned, only, 1),
        List.copyOf(expected.values()),
        Optional.empty());
  }

  private static Steps open(Story story, Attempt attempt, int round) {
    Map<String, Steps.Step> steps = new LinkedHashMap<>();
    StepNames.of(story, attempt, round)
        .forEach((name, targets) -> steps.put(name, Steps.Step.open(targets)));
    return new Steps(steps);
  }

  /** What every workload but the skipped ones serves once the current attempt is through. */
  private static List<Expected> expected(Course course) {
    Map<WorkloadRef, Expected> expected = new LinkedHashMap<>();
    for (WorkloadContent content : course.baseline()) {
      expected.put(content.workload(), new Expected(content.workload(), content.template()));
    }
    for (Attempt attempt : course.settled().attempts()) {
      if (attempt.furtherBack() <= course.current().furtherBack()) {
        overlay(expected, attempt.targets());
      }
    }
    course.skipped().forEach(expected::remove);
    return List.copyOf(expected.values());
  }

  private static void overlay(Map<WorkloadRef, Expected> expected, List<Target> targets) {
    targets.forEach(target ->
        expected.computeIfPresent(
            target.workload(), (workload, _) -> new Expected(workload, target.template())));
  }

  static Steps stepsOf(Rollback live) {
    return switch (live) {
      case RollingBack rolling -> rolling.steps();
      case Stuck stuck -> stuck.steps();
      case Surveying _, Rollback.AwaitingApproval _, Waiting _, Verifying _, Soaking _ ->
          Steps.NONE;
    };
  }

  static List<Expected> expectedOf(Rollback live) {
    return switch (live) {
      case RollingBack rolling -> rolling.expected();
      case Stuck stuck -> stuck.expected();
      case Verifying verifying -> verifying.expected();
      case Soaking soaking -> soaking.expected();
      case Surveying _, Rollback.AwaitingApproval _, Waiting _ -> List.of();
    };
  }

  /** What is left by these targets is never gone back to. */
  static ApplicationState leaving(
      ApplicationState state, List<Target> targets, RollbackId rollback, Instant at) {
    Ledger ledger = state.memory().ledger();
    for (Target target : targets) {
      ledger =
          ledger.quarantining(
              target.from(), Optional.of(target.workload()), "Rolled away from by " + rollback, at);
    }
    return state.with(state.memory().with(ledger));
  }
}
