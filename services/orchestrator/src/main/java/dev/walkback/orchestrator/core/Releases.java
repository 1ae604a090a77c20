package dev.walkback.orchestrator.core;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.RollbackId;
import dev.walkback.events.TriggerId;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.audit.LedgerEntry.ReleaseWatchEnded;
import dev.walkback.events.audit.LedgerEntry.ReleaseWatchStarted;
import dev.walkback.events.audit.LedgerEntry.ReleasesObserved;
import dev.walkback.events.plan.WorkloadContent;
import dev.walkback.events.policy.Limits;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.release.LedgerRelease;
import dev.walkback.events.release.ReleaseSeen;
import dev.walkback.events.release.Standing;
import dev.walkback.events.verification.Verdict;
import dev.walkback.events.verification.Verification.Expected;
import dev.walkback.events.verification.Verification.WatchRelease;
import dev.walkback.events.verification.VerificationOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a release earns its standing while nobody complains: it is watched as long as a rollback
 * would be, and no alert speaks against it, shortly before or meanwhile. The detector says again
 * what is live, so that what was doubted is watched once more when it is quiet.
 */
final class Releases {

  private final Draft draft;

  Releases(Draft draft) {
    this.draft = draft;
  }

  void seen(ReleaseSeen seen) {
    draft
        .context()
        .policy()
        .ifPresent(policy -> {
          List<WorkloadFacts> ours = TargetChoice.of(policy, seen.workloads());
          List<LedgerRelease> unknown = Ledger.observed(ours, ledger(), draft.now());
          if (!unknown.isEmpty()) {
            draft.record(new ReleasesObserved(unknown));
          }
          watch(policy, ours);
        });
  }

  private void watch(RollbackPolicy policy, List<WorkloadFacts> ours) {
    List<WorkloadContent> contents =
        ours.stream().map(fact -> new WorkloadContent(fact.workload(), fact.live())).toList();
    Limits limits = policy.limits();
    boolean worthIt =
        draft.live().isEmpty()
            && !limits.soak().isZero()
            && !contents.isEmpty()
            && draft.state().memory().isQuietSince(draft.now().minus(limits.soak()))
            && contents.stream().anyMatch(each -> standing(each) == Standing.OBSERVED)
            && contents.stream().noneMatch(each -> standing(each) == Standing.QUARANTINED)
            && draft.state().watch().filter(now -> now.contents().equals(contents)).isEmpty();
    if (!worthIt) {
      return;
    }
    Instant settleBy = draft.now().plus(limits.recoveryDeadline());
    Instant until = settleBy.plus(limits.soak());
    RollbackId id =
        RollbackId.of(
            draft.application(),
            new TriggerId(
                "watch/%s@%s".formatted(ContentDigest.of(contents.toString()), draft.now())));
    draft.record(new ReleaseWatchStarted(id, contents, until));
    draft.effect(
        new Effect.Verify(
            new WatchRelease(
                draft.application(),
                id,
                contents.stream().map(c -> new Expected(c.workload(), c.template())).toList(),
                policy.checks(),
                limits.checkInterval(),
                settleBy,
                until)));
    draft.effect(
        new Effect.StartTimer(
            draft.state().watch().orElseThrow().timer(),
            until.plus(limits.checkInterval()).plusSeconds(30)));
  }

  void watched(VerificationOutcome outcome) {
    watch(outcome.rollbackId())
        .ifPresent(watch -> {
          switch (outcome) {
            case VerificationOutcome.Progressed _ -> {}
            case VerificationOutcome.Concluded end ->
                draft.record(new ReleaseWatchEnded(watch.id(), end.verdict(), end.explanation()));
          }
        });
  }

  /** An alert of the application came, whatever became of it: what is live proves nothing now. */
  void doubted(TriggerSummary alert) {
    draft
        .state()
        .watch()
        .ifPresent(watch ->
            draft.record(
                new ReleaseWatchEnded(
                    watch.id(),
                    Verdict.INCONCLUSIVE,
                    "The alert %s came while it was watched".formatted(alert.name()))));
  }

  void timedOut(TimerName name) {
    watch(name.rollback())
        .ifPresent(watch ->
            draft.record(
                new ReleaseWatchEnded(
                    watch.id(),
                    Verdict.INCONCLUSIVE,
                    "Expected the verifier's conclusion, but none came")));
  }

  private Optional<ReleaseWatch> watch(RollbackId id) {
    return draft.state().watch().filter(watch -> watch.id().equals(id));
  }

  private Standing standing(WorkloadContent content) {
    return ledger().standing(content.template());
  }

  private Ledger ledger() {
    return draft.state().memory().ledger();
  }
}
