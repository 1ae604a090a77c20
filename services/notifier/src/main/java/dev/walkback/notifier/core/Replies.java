package dev.walkback.notifier.core;

import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.execution.EvidenceSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The key facts of a rollback, each as a message in its thread. */
final class Replies {

  /** The reply about joined triggers; it is throttled by the thread. */
  static final String JOINED = "joined";

  private Replies() {}

  static Optional<Reply> of(AuditRecord record, List<VersionChange> versions) {
    return switch (record.entry()) {
      case AuditEntry.TargetsResolved _ -> Optional.of(new Reply("targets", targets(versions)));
      case AuditEntry.StepSucceeded step ->
          Optional.of(new Reply("step/" + step.step(), step(step)));
      case AuditEntry.StepNotTaken step ->
          Optional.of(new Reply("step/" + step.step(), notTaken(step)));
      case AuditEntry.SoakStarted soak -> Optional.of(new Reply("soak", soak(soak)));
      case AuditEntry.TriggerJoined joined ->
          Optional.of(new Reply(JOINED, joined(joined, record)));
      case AuditEntry.RollbackSucceeded succeeded ->
          Optional.of(new Reply("end", succeeded(succeeded)));
      case AuditEntry.RollbackFailed failed -> Optional.of(new Reply("end", failed(failed)));
      case AuditEntry.HumanNeeded needed -> Optional.of(new Reply("end", human(needed, record)));
      case AuditEntry.RollbackStarted _,
          AuditEntry.RecoveryAwaited _,
          AuditEntry.Observed _,
          AuditEntry.TriggerSuppressed _ ->
          Optional.empty();
    };
  }

  private static Card targets(List<VersionChange> versions) {
    List<Fact> facts =
        versions.stream()
            .map(change ->
                new Fact(change.workload(), List.of("from " + change.from(), "to " + change.to())))
            .toList();
    return Card.brief(
        Tone.BUSY, "🎯 Targets resolved", "Settled once; a retry cannot change it.", facts);
  }

  private static Card step(AuditEntry.StepSucceeded step) {
    List<Fact> facts = new ArrayList<>();
    if (!step.deletedPods().isEmpty()) {
      facts.add(new Fact("Broken pods deleted so that the target can start", step.deletedPods()));
    }
    step.evidence().ifPresent(evidence -> facts.add(new Fact("Evidence", evidence(evidence))));
    String how =
        switch (step.effect()) {
          case APPLIED -> "written at " + Words.clock(step.executedAt());
          case ALREADY_LIVE -> "it was live already, nothing was written";
        };
    return Card.brief(
        Tone.BUSY,
        "⏪ Executed",
        "%s asks for revision %d: %s."
            .formatted(step.target().workload().shortName(), step.target().revision(), how),
        facts);
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

  private static List<String> evidence(EvidenceSummary evidence) {
    List<String> lines = new ArrayList<>();
    lines.add("%d item(s) kept at %s".formatted(evidence.items().size(), evidence.location()));
    lines.add("digest " + evidence.digest().abbreviated());
    if (!evidence.missing().isEmpty()) {
      lines.add("not captured: " + Words.quoted(String.join("; ", evidence.missing())));
    }
    return lines;
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
        List.of(Fact.of("Step", failed.step())));
  }

  private static Card human(AuditEntry.HumanNeeded needed, AuditRecord record) {
    return Card.brief(
            Tone.HUMAN, "🆘 A human is needed", Words.quoted(needed.explanation()), List.of())
        .withTodo(
            List.of(
                Advice.on(needed.reason(), record.application()), Advice.runbook(needed.reason())));
  }
}
