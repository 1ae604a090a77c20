package dev.walkback.notifier.core;

import dev.walkback.events.TriggerSummary;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.GuardEntry;
import dev.walkback.events.audit.LedgerEntry;
import dev.walkback.events.audit.OperatorEntry;
import dev.walkback.events.audit.SagaEntry;
import dev.walkback.events.release.Standing;
import java.util.List;
import java.util.Optional;

/** What concerns more than one rollback, or none: holds, the storm brake, corrections. */
final class ScopeNotices {

  private ScopeNotices() {}

  /** What people are told of this record outside of any rollback's thread, if anything. */
  static Optional<Card> card(AuditRecord record) {
    return switch (record.entry()) {
      case OperatorEntry.HoldPlaced placed -> Optional.of(placed(record, placed));
      case OperatorEntry.HoldLifted lifted ->
          Optional.of(
              Card.brief(
                  Tone.GOOD,
                  "▶️ HOLD LIFTED: " + record.application().inWords(),
                  "Rollbacks may change it again; what waited goes on.",
                  List.of(Words.order(lifted.trigger()))));
      case OperatorEntry.StandingCorrected corrected -> Optional.of(corrected(record, corrected));
      case GuardEntry.HoldExpired _ ->
          Optional.of(
              Card.brief(
                  Tone.PLAIN,
                  "▶️ HOLD OVER: " + record.application().inWords(),
                  "It ended by itself. Rollbacks may change it again; what waited goes on.",
                  List.of()));
      case GuardEntry.StormDeclared storm -> Optional.of(storm(storm));
      case AuditEntry.RollbackStarted _,
          AuditEntry.TargetsResolved _,
          AuditEntry.StepSucceeded _,
          AuditEntry.StepNotTaken _,
          AuditEntry.RecoveryAwaited _,
          AuditEntry.Observed _,
          AuditEntry.SoakStarted _,
          AuditEntry.RollbackSucceeded _,
          AuditEntry.RollbackFailed _,
          AuditEntry.HumanNeeded _,
          AuditEntry.TriggerJoined _,
          AuditEntry.TriggerSuppressed _,
          SagaEntry _,
          OperatorEntry _,
          LedgerEntry _,
          GuardEntry _ ->
          Optional.empty();
    };
  }

  private static Card placed(AuditRecord record, OperatorEntry.HoldPlaced placed) {
    String until = placed.hold().until().map(Words::date).orElse("until somebody lifts it");
    TriggerSummary command = placed.trigger();
    return Card.brief(
            Tone.HUMAN,
            "✋ HELD: " + record.application().inWords(),
            "No rollback changes anything here. Alerts are still heard, and wait.",
            List.of(Words.order(command), Fact.of("Until", until)))
        .withTodo(List.of(Advice.page("holds")))
        .withCommands(List.of(Commands.resume(record.application())));
  }

  private static Card corrected(AuditRecord record, OperatorEntry.StandingCorrected corrected) {
    return Card.brief(
        Tone.PLAIN,
        "📒 LEDGER CORRECTED: " + record.application(),
        "Content %s %s."
            .formatted(corrected.template().abbreviated(), meaning(corrected.standing())),
        List.of(Words.order(corrected.trigger())));
  }

  private static String meaning(Standing standing) {
    return switch (standing) {
      case OBSERVED -> "counts as seen; nothing speaks for it or against it";
      case VERIFIED -> "counts as verified; Walkback prefers it when it goes back";
      case QUARANTINED -> "is quarantined; Walkback never goes back to it";
    };
  }

  private static Card storm(GuardEntry.StormDeclared storm) {
    return Card.brief(
            Tone.HUMAN,
            "🌪 STORM BRAKE: TOO MANY ROLLBACKS AT ONCE",
            Words.quoted(storm.explanation()),
            List.of(
                Fact.of("Stopped", storm.requester().toString()),
                Fact.of("Rollback", storm.rollbackId().toString())))
        .withTodo(
            List.of(
                "So many releases are rarely bad at the same time. Look at what the applications share: network, a database, nodes, a provider, the monitoring itself.",
                "Each stopped rollback asks for approval in its own thread; what was under way goes on.",
                Advice.page("storm-brake")))
        .withCommands(List.of(Commands.status(), Commands.holdEverything()))
        .calling("storm");
  }
}
