package dev.walkback.notifier.core;

import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed.Suppression;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.GuardEntry;
import dev.walkback.events.audit.LedgerEntry;
import dev.walkback.events.audit.OperatorEntry;
import dev.walkback.events.audit.SagaEntry;
import dev.walkback.events.execution.EvidenceSummary;
import dev.walkback.events.execution.ExecutionOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The key facts of a rollback, each as a message in its thread. */
final class Replies {

  /** The reply about joined triggers; it is throttled by the thread. */
  static final String JOINED = "joined";

  static final String END = "end";

  private Replies() {}

  /**
   * @param known this record included
   */
  static Optional<Reply> of(AuditRecord record, Knowledge known) {
    return switch (record.entry()) {
      case AuditEntry.TargetsResolved _ -> each("targets", record, targets(known));
      case AuditEntry.StepSucceeded step -> each("step", record, step(step));
      case AuditEntry.StepNotTaken step -> each("step", record, notTaken(step));
      case AuditEntry.SoakStarted soak -> each("soak", record, soak(soak));
      case AuditEntry.TriggerJoined joined -> reply(JOINED, joined(joined, record));
      case AuditEntry.TriggerSuppressed suppressed -> suppressed(suppressed);
      case AuditEntry.RollbackSucceeded succeeded -> reply(END, succeeded(succeeded));
      case AuditEntry.RollbackFailed failed -> reply(END, failed(failed));
      case AuditEntry.HumanNeeded needed -> reply(END, human(needed, record, known));
      case SagaEntry saga -> SagaReplies.of(saga, record, known);
      case OperatorEntry operator -> OperatorReplies.of(operator, record);
      case GuardEntry _ -> ScopeNotices.card(record).map(card -> Reply.each("guard", record, card));
      case AuditEntry.RollbackStarted _,
          AuditEntry.RecoveryAwaited _,
          AuditEntry.Observed _,
          LedgerEntry _ ->
          Optional.empty();
    };
  }

  private static Optional<Reply> each(String what, AuditRecord record, Card card) {
    return Optional.of(Reply.each(what, record, card));
  }

  private static Optional<Reply> reply(String key, Card card) {
    return Optional.of(new Reply(key, card));
  }

  private static Card targets(Knowledge known) {
    List<Fact> facts = new ArrayList<>();
    known
        .versions()
        .forEach(change ->
            facts.add(
                new Fact(
                    change.workload(), List.of("from " + change.from(), "to " + change.to()))));
    if (known.rungs().size() > 1) {
      facts.add(Rung.order(known.rungs()));
    }
    return Card.brief(
        Tone.BUSY,
        "🎯 Targets resolved",
        "Settled before anything is done; a retry cannot change it.",
        facts);
  }

  private static Card step(AuditEntry.StepSucceeded step) {
    List<Fact> facts = new ArrayList<>();
    if (!step.deletedPods().isEmpty()) {
      facts.add(new Fact("Broken pods deleted so that the target can start", step.deletedPods()));
    }
    step.evidence().ifPresent(evidence -> facts.add(evidence(evidence)));
    return Card.brief(
        Tone.BUSY,
        "⏪ Executed",
        "%s asks for revision %d: %s."
            .formatted(
                step.target().workload().shortName(),
                step.target().revision(),
                effect(step.effect(), step.executedAt())),
        facts);
  }

  static String effect(ExecutionOutcome.Effect effect, Instant at) {
    return switch (effect) {
      case APPLIED -> "written at " + Words.clock(at);
      case ALREADY_LIVE -> "it was live already, nothing was written";
    };
  }

  private static Card notTaken(AuditEntry.StepNotTaken step) {
    String how =
        step.refusal()
            .map(refusal -> "Refused: " + refusal.name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .orElse("Could not be done");
    return Card.brief(
        Tone.BAD,
        "⛔ Not executed",
        how + ". " + Words.quoted(step.explanation()),
        List.of(Fact.of("Step", step.step())));
  }

  static Fact evidence(EvidenceSummary evidence) {
    List<String> lines = new ArrayList<>();
    lines.add("%d item(s) kept at %s".formatted(evidence.items().size(), evidence.location()));
    lines.add("digest " + evidence.digest().abbreviated());
    if (!evidence.missing().isEmpty()) {
      lines.add("not captured: " + Words.quoted(String.join("; ", evidence.missing())));
    }
    return new Fact("Evidence", lines);
  }

  private static Card soak(AuditEntry.SoakStarted soak) {
    return Card.brief(
        Tone.WATCHING,
        "💚 Healthy",
        "All checks pass; Walkback keeps looking until %s.".formatted(Words.clock(soak.until())),
        List.of());
  }

  private static Card joined(AuditEntry.TriggerJoined joined, AuditRecord record) {
    int count = record.status().map(status -> status.joinedTriggers()).orElse(1);
    return Card.brief(
        Tone.PLAIN,
        "🔁 Further triggers joined",
        "%d so far, no second rollback is started. Newest: %s."
            .formatted(count, Words.trigger(joined.trigger())),
        List.of(Fact.of("It said", Words.quoted(joined.trigger().text()))));
  }

  /** Whoever reads the thread sees that somebody tried, and why it changed nothing. */
  private static Optional<Reply> suppressed(AuditEntry.TriggerSuppressed suppressed) {
    return suppressed.reason() == Suppression.NOT_APPLICABLE
        ? reply(
            "refused/" + suppressed.trigger().id(),
            Card.brief(
                Tone.PLAIN,
                "↩️ Not done",
                Words.quoted(suppressed.explanation()),
                List.of(Words.order(suppressed.trigger()))))
        : Optional.empty();
  }

  private static Card succeeded(AuditEntry.RollbackSucceeded succeeded) {
    return Card.brief(
        Tone.GOOD,
        "✅ Completed",
        "It stayed healthy; all took %s.".formatted(Words.span(succeeded.took())),
        List.of());
  }

  private static Card failed(AuditEntry.RollbackFailed failed) {
    return Card.brief(
            Tone.BAD,
            "❌ Failed, nothing was changed",
            Words.quoted(failed.explanation()),
            List.of(Fact.of("Step", failed.step())))
        .calling(END);
  }

  /** Somebody who has taken over is not called once more. */
  private static Card human(AuditEntry.HumanNeeded needed, AuditRecord record, Knowledge known) {
    Card card =
        Card.brief(
                Tone.HUMAN, "🆘 A human is needed", Words.quoted(needed.explanation()), List.of())
            .withTodo(List.of(Advice.on(needed.reason()), Advice.runbook(needed.reason())));
    return known.person().isPresent()
        ? card
        : card.withCommands(Commands.afterTrouble(record.application())).calling(END);
  }
}
