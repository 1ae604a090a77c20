package dev.walkback.orchestrator.core;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.RollbackId;
import dev.walkback.events.Target;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditEntry.RollbackStarted;
import dev.walkback.events.audit.AuditEntry.StepNotTaken;
import dev.walkback.events.audit.AuditEntry.StepSucceeded;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.events.audit.RollbackStatus.PhaseStart;
import dev.walkback.events.audit.SagaEntry;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.suspicion.Scenario;
import dev.walkback.events.verification.Measurement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What can be told of a rollback, whatever state it is in. Nothing is decided by it except by its
 * {@link Start}.
 *
 * @param plan where the workloads go in the attempt that is being made or comes next
 * @param joined how many further triggers it took in
 * @param seen what the verifier saw last
 */
public record Story(
    Start start,
    List<Target> plan,
    List<PhaseStart> history,
    Checklist checklist,
    String headline,
    int joined,
    Optional<Instant> soakUntil,
    List<Measurement> seen) {

  /** How many phases are kept at most: the first one and the newest ones. */
  private static final int MAX_HISTORY = 100;

  public Story {
    plan = List.copyOf(plan);
    history = List.copyOf(history);
    seen = List.copyOf(seen);
  }

  /** How it began; never changes. */
  public record Start(
      RollbackId id,
      TriggerSummary trigger,
      RollbackPolicy policy,
      Optional<Long> toRevision,
      long fence,
      Instant at,
      Scenario scenario) {}

  static Story begin(ApplicationId application, RollbackStarted entry, Instant at) {
    Start start =
        new Start(
            entry.rollbackId(),
            entry.trigger(),
            entry.policy(),
            entry.toRevision(),
            entry.fence(),
            at,
            entry.scenario().orElse(Scenario.BAD_DEPLOYMENT));
    return new Story(
        start,
        List.of(),
        List.of(new PhaseStart(Phase.SURVEYING, at)),
        Checklist.begin(start),
        "A rollback of %s began".formatted(application),
        0,
        Optional.empty(),
        List.of());
  }

  Phase phase() {
    return history.getLast().phase();
  }

  Story entered(Phase phase, Instant at) {
    if (phase == phase()) {
      return this;
    }
    List<PhaseStart> longer = new ArrayList<>(history);
    if (longer.size() >= MAX_HISTORY) {
      longer.remove(1);
    }
    longer.add(new PhaseStart(phase, at));
    return new Story(start, plan, longer, checklist, headline, joined, soakUntil, seen);
  }

  Story planned(List<Target> targets) {
    return new Story(start, targets, history, checklist, headline, joined, soakUntil, seen);
  }

  Story stepSucceeded(StepSucceeded entry, Instant at) {
    return marked(checklist.captured(entry.target().workload().shortName(), entry.evidence(), at))
        .told(Headlines.of(entry, at));
  }

  Story ownerStepSucceeded(SagaEntry.OwnerStepSucceeded entry, Instant at) {
    return marked(checklist.captured(entry.owner().name(), entry.evidence(), at))
        .told(Headlines.of(entry, at));
  }

  Story stepNotTaken(StepNotTaken entry) {
    return told(Headlines.of(entry, Instant.EPOCH));
  }

  Story executed(Instant at) {
    return marked(checklist.executed(plan, at))
        .told("Everything asks for its target; waiting until it is healthy");
  }

  Story observed(AuditEntry.Observed entry, Instant at) {
    return looked(entry.measurements())
        .marked(checklist.observed(entry.measurements(), at))
        .told(Headlines.of(entry, at));
  }

  Story soaking(AuditEntry.SoakStarted entry, Instant at) {
    Story proven =
        looked(entry.measurements()).marked(checklist.proven(entry.measurements(), start, at));
    return proven.soakingUntil(entry.until()).told(Headlines.of(entry, at));
  }

  Story soakingUntil(Instant until) {
    return new Story(start, plan, history, checklist, headline, joined, Optional.of(until), seen);
  }

  Story joinedByOne() {
    return new Story(start, plan, history, checklist, headline, joined + 1, soakUntil, seen);
  }

  /** How it looks after its end. */
  Story ended(AuditEntry entry, Phase phase, Instant at) {
    return entered(phase, at)
        .marked(checklist.ended(start, entry, at))
        .told(Headlines.of(entry, at));
  }

  Story told(String sentence) {
    return new Story(start, plan, history, checklist, sentence, joined, soakUntil, seen);
  }

  private Story looked(List<Measurement> measurements) {
    return new Story(start, plan, history, checklist, headline, joined, soakUntil, measurements);
  }

  Story marked(Checklist marks) {
    return new Story(start, plan, history, marks, headline, joined, soakUntil, seen);
  }
}
