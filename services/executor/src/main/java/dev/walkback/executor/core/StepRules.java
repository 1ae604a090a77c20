package dev.walkback.executor.core;

import dev.walkback.events.Revision;
import dev.walkback.events.Target;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.events.execution.ExecutionOutcome.Refusal;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * What a step means for the workload as it is. Content decides everything; revision numbers only
 * appear in what people read, because the cluster moves them.
 */
public final class StepRules {

  private final Scope scope;

  public StepRules(Scope scope) {
    this.scope = scope;
  }

  /** The refusal that needs no look at the cluster, if there is one. */
  public Optional<StepDecision.Refuse> outOfScope(String namespace) {
    return scope.covers(namespace)
        ? Optional.empty()
        : Optional.of(
            new StepDecision.Refuse(
                Refusal.OUT_OF_SCOPE,
                "Expected a workload in one of the namespaces %s, but found %s; add it to"
                        .formatted(scope.namespaces(), namespace)
                    + " walkback.kubernetes.namespaces if Walkback may act there"));
  }

  /**
   * The decision. A target that is live is reported as such even after the deadline: that is a
   * fact, not an act.
   */
  public StepDecision decide(Sighting sighting, RollBackWorkload step, Instant now) {
    Optional<StepDecision.Refuse> outside = outOfScope(step.target().workload().namespace());
    if (outside.isPresent()) {
      return outside.get();
    }
    return switch (sighting) {
      case Sighting.Missing() ->
          refuse(
              Refusal.WORKLOAD_MISSING,
              "Expected %s in namespace %s, but there is none"
                  .formatted(
                      step.target().workload().shortName(), step.target().workload().namespace()));
      case Sighting.Forbidden(String explanation) ->
          new StepDecision.Refuse(Refusal.FORBIDDEN, explanation);
      case Sighting.Unreachable(String explanation) ->
          now.isBefore(step.deadline())
              ? new StepDecision.RetryLater(explanation)
              : deadlinePassed(step, now);
      case Sighting.Present present -> decide(present, step, now);
    };
  }

  private static StepDecision decide(Sighting.Present present, RollBackWorkload step, Instant now) {
    WorkloadFacts facts = present.facts();
    Target target = step.target();
    String name = target.workload().shortName();
    if (present.fence().isPresent() && present.fence().getAsLong() > step.fence()) {
      return refuse(
          Refusal.FENCED,
          "Expected the newest rollback of %s, but one with fence %d wrote it after fence %d"
              .formatted(name, present.fence().getAsLong(), step.fence()));
    }
    if (facts.paused()) {
      return refuse(
          Refusal.PAUSED,
          ("Expected %s to roll out what it is given, but it is paused; resume it with kubectl"
                  + " rollout resume")
              .formatted(name));
    }
    if (facts.live().equals(target.template())) {
      return new StepDecision.AlreadyLive(facts.liveRevision().map(Revision::number).orElse(0L));
    }
    if (!now.isBefore(step.deadline())) {
      return deadlinePassed(step, now);
    }
    if (present.fence().isPresent() && present.fence().getAsLong() == step.fence()) {
      // An earlier delivery of this very step wrote the target, and it is not live any more.
      return refuse(
          Refusal.LIVE_CONTENT_CHANGED,
          "Expected %s to run %s, which this step wrote before, but found %s: somebody released since"
              .formatted(name, target.template().abbreviated(), facts.live().abbreviated()));
    }
    if (!facts.live().equals(target.from())) {
      return refuse(
          Refusal.LIVE_CONTENT_CHANGED,
          "Expected %s to run %s, but found %s: somebody released in between"
              .formatted(name, target.from().abbreviated(), facts.live().abbreviated()));
    }
    return apply(facts, step);
  }

  private static StepDecision apply(WorkloadFacts facts, RollBackWorkload step) {
    Target target = step.target();
    return facts.revisions().stream()
        .filter(revision -> revision.template().equals(target.template()))
        .max(Comparator.comparingLong(Revision::number))
        .<StepDecision>map(revision ->
            new StepDecision.Apply(
                new PatchPlan(
                    target.template(),
                    revision.number(),
                    step.rollbackId(),
                    step.step(),
                    step.fence())))
        .orElseGet(() ->
            refuse(
                Refusal.TARGET_GONE,
                ("Expected a revision of %s with content %s (it was number %d), but the cluster"
                        + " remembers only %s; raise spec.revisionHistoryLimit")
                    .formatted(
                        target.workload().shortName(),
                        target.template().abbreviated(),
                        target.revision(),
                        facts.revisions().stream().map(Revision::number).toList())));
  }

  private static StepDecision deadlinePassed(RollBackWorkload step, Instant now) {
    return refuse(
        Refusal.DEADLINE_PASSED,
        "Expected to begin before %s, but it is %s".formatted(step.deadline(), now));
  }

  private static StepDecision.Refuse refuse(Refusal reason, String explanation) {
    return new StepDecision.Refuse(reason, explanation);
  }
}
