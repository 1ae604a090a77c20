package dev.walkback.events.audit;

import dev.walkback.events.RollbackId;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.plan.WorkloadContent;
import dev.walkback.events.release.LedgerRelease;
import dev.walkback.events.suspicion.Scenario;
import dev.walkback.events.verification.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was learnt beside any rollback. */
public sealed interface LedgerEntry extends AuditEntry {

  /** Contents that are live and were not known. */
  record ReleasesObserved(List<LedgerRelease> releases) implements LedgerEntry {

    public ReleasesObserved {
      releases = List.copyOf(releases);
    }
  }

  /** What is live now is watched, to see whether it serves well. */
  record ReleaseWatchStarted(RollbackId watch, List<WorkloadContent> contents, Instant until)
      implements LedgerEntry {

    public ReleaseWatchStarted {
      contents = List.copyOf(contents);
    }
  }

  /** Healthy to its end: what was watched is verified. Anything else proves nothing. */
  record ReleaseWatchEnded(RollbackId watch, Verdict verdict, String explanation)
      implements LedgerEntry {}

  /** Somebody asked what a rollback would do; the cluster is being read. */
  record DryRunStarted(
      RollbackId dryRun,
      TriggerSummary trigger,
      Optional<Long> toRevision,
      Scenario scenario,
      Instant until)
      implements LedgerEntry {}
}
