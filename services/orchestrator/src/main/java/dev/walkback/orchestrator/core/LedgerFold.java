package dev.walkback.orchestrator.core;

import dev.walkback.events.audit.LedgerEntry;
import dev.walkback.events.audit.LedgerEntry.DryRunStarted;
import dev.walkback.events.audit.LedgerEntry.ReleaseWatchEnded;
import dev.walkback.events.audit.LedgerEntry.ReleaseWatchStarted;
import dev.walkback.events.audit.LedgerEntry.ReleasesObserved;
import dev.walkback.events.verification.Verdict;
import java.time.Instant;
import java.util.Optional;

/** How what is learnt beside any rollback changes what is known. */
final class LedgerFold {

  private LedgerFold() {}

  static ApplicationState evolve(ApplicationState state, LedgerEntry entry, Instant at) {
    Memory memory = state.memory();
    return switch (entry) {
      case ReleasesObserved e -> state.with(memory.with(memory.ledger().plus(e.releases())));
      case ReleaseWatchStarted e -> {
        if (state.live().isPresent()) {
          throw Moves.illegal(state, e);
        }
        yield state.withWatch(Optional.of(new ReleaseWatch(e.watch(), e.contents(), e.until())));
      }
      case ReleaseWatchEnded e -> watched(state, e, at);
      case DryRunStarted e ->
          state
              .withDryRun(
                  Optional.of(new DryRun(e.dryRun(), e.trigger(), e.toRevision(), e.scenario())))
              .with(memory.remembering(e.trigger().id(), at));
    };
  }

  private static ApplicationState watched(ApplicationState state, ReleaseWatchEnded e, Instant at) {
    ReleaseWatch watch =
        state
            .watch()
            .filter(running -> running.id().equals(e.watch()))
            .orElseThrow(() -> Moves.illegal(state, e));
    ApplicationState ended = state.withWatch(Optional.empty());
    if (e.verdict() != Verdict.HEALTHY) {
      return ended;
    }
    Ledger ledger =
        ended
            .memory()
            .ledger()
            .verifying(watch.contents(), "Served well through its watch: " + e.explanation(), at);
    return ended.with(ended.memory().with(ledger));
  }
}
