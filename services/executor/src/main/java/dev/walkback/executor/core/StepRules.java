package dev.walkback.executor.core;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.Revision;
import dev.walkback.events.Target;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.execution.Execution.Approved;
import dev.walkback.events.execution.Execution.RollBackOwner;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.events.execution.ExecutionOutcome.Refusal;
import dev.walkback.events.hold.Hold;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * What a step means for the workload as it is, and for the orders and approvals as they are.
 * Content decides everything; revision numbers only appear in what people read, because the cluster
 * moves them.
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
   * The decision. A target that is live is reported as such even after the deadline or under a
   * hold: that is a fact, not an act.
   */
  public StepDecision decide(Sighting sighting, Brake brake, RollBackWorkload step, Instant now) {
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
      case Sighting.Present present -> decide(present, brake, step, now);
    };
  }

  /** This executor writes workloads and asks nobody else to. */
  public StepDecision.Refuse decide(RollBackOwner step) {
    return switch (step.way()) {
      case ARGO_CD -> unavailable(step, "Argo CD");
      case HELM -> unavailable(step, "Helm");
      case WORKLOAD ->
          refuse(
              Refusal.WAY_UNAVAILABLE,
              "Expected an owner to ask for the step %s, but it names the workloads' own way"
                  .formatted(step.step()));
    };
  }

  /** What speaks against any write of this step now, whatever the cluster is like. */
  public static Optional<StepDecision.Obstacle> obstacle(
      Brake brake, RollBackWorkload step, Instant now) {
    return switch (brake) {
      case Brake.Pulled(ApplicationId scope, Hold hold) ->
          Optional.of(refuse(Refusal.HELD, held(step, scope, hold)));
      case Brake.Unknown(String explanation) ->
          Optional.of(new StepDecision.RetryLater(explanation));
      case Brake.Released() ->
          step.approved()
              .filter(approved -> !now.isBefore(approved.until()))
              .map(approved -> approvalExpired(approved, now));
    };
  }

  private static StepDecision decide(
      Sighting.Present present, Brake brake, RollBackWorkload step, Instant now) {
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
    return obstacle(brake, step, now)
        .<StepDecision>map(each -> each)
        .orElseGet(() -> apply(facts, step));
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

  private static String held(RollBackWorkload step, ApplicationId scope, Hold hold) {
    return "Expected %s to be free to change, but %s holds %s since %s%s: %s"
        .formatted(
            step.application(),
            hold.by(),
            scope,
            hold.since(),
            hold.until().map(until -> " until " + until).orElse(""),
            hold.reason());
  }

  private static StepDecision.Refuse approvalExpired(Approved approved, Instant now) {
    return refuse(
        Refusal.APPROVAL_EXPIRED,
        "Expected an approval that counts, but that of %s for plan %s ended at %s, and it is %s"
            .formatted(
                String.join(", ", approved.by()),
                approved.plan().abbreviated(),
                approved.until(),
                now));
  }

  private static StepDecision.Refuse unavailable(RollBackOwner step, String owner) {
    return refuse(
        Refusal.WAY_UNAVAILABLE,
        "Expected a way to have %s take %s/%s back to %s, but this executor has none; it can only patch the workloads themselves"
            .formatted(
                owner, step.owner().namespace(), step.owner().name(), step.owner().revision()));
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
