package dev.walkback.notifier.core;

import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.audit.RollbackStatus.Approval;
import dev.walkback.events.audit.SagaEntry;
import dev.walkback.events.plan.PlanLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happens to a rollback between its plan and its end, each as a message in its thread. */
final class SagaReplies {

  private final AuditRecord record;
  private final Knowledge known;

  private SagaReplies(AuditRecord record, Knowledge known) {
    this.record = record;
    this.known = known;
  }

  static Optional<Reply> of(SagaEntry entry, AuditRecord record, Knowledge known) {
    return new SagaReplies(record, known).of(entry);
  }

  private Optional<Reply> of(SagaEntry entry) {
    return switch (entry) {
      case SagaEntry.ApprovalAwaited wanted -> each("approval", wanted(wanted));
      case SagaEntry.ApprovalsVoid v -> each("void", approvalsVoid(v));
      case SagaEntry.WaitStarted wait -> wait.heldBy().map(by -> waits(wait, by));
      case SagaEntry.AttemptStarted started -> attempt(started);
      case SagaEntry.OwnerStepSucceeded step -> each("step", step(step));
      case SagaEntry.AttemptLeft left -> each("left", left(left));
      case SagaEntry.TargetGivenUp bad -> each("left", givenUp(bad));
      case SagaEntry.HelpWanted help -> each("help", help(help));
      case SagaEntry.RollbackAborted aborted ->
          Optional.of(new Reply(Replies.END, aborted(aborted)));
      case SagaEntry.BudgetWarned late -> each("budget", late(late.deadline()));
      case SagaEntry.BudgetExceeded over -> each("budget", over(over.deadline()));
      case SagaEntry.RecheckStarted _, SagaEntry.PermitReceived _ -> Optional.empty();
    };
  }

  /** Told each time, also where it happens more than once. */
  private Optional<Reply> each(String what, Card card) {
    return Optional.of(Reply.each(what, record, card));
  }

  private Card wanted(SagaEntry.ApprovalAwaited entry) {
    Approval wanted =
        record
            .status()
            .flatMap(RollbackStatus::approval)
            .orElseGet(() ->
                new Approval(
                    entry.plan(), entry.approvers(), List.of(), entry.until(), entry.why()));
    return Card.brief(
            Tone.HUMAN,
            "🙋 Approval wanted",
            "Nothing is written until people agree to this plan.",
            plan())
        .withTodo(ParentTodo.wanted(wanted))
        .withCommands(Commands.onApproval(record.application(), wanted))
        .calling("approval/" + wanted.plan());
  }

  /** What they are asked to agree to. */
  private List<Fact> plan() {
    List<Fact> facts = new ArrayList<>();
    if (!known.rungs().isEmpty()) {
      facts.add(Rung.order(known.rungs()));
    }
    if (!known.lines().isEmpty()) {
      facts.add(new Fact("The plan", known.lines().stream().map(SagaReplies::inWords).toList()));
    }
    return facts;
  }

  private static String inWords(PlanLine line) {
    return Words.quoted("%s: %s (%s)".formatted(line.subject(), line.choice(), line.why()));
  }

  private static Card approvalsVoid(SagaEntry.ApprovalsVoid entry) {
    return Card.brief(
        Tone.BUSY, "♻️ Approvals are void", Words.quoted(entry.explanation()), List.of());
  }

  private static Reply waits(SagaEntry.WaitStarted wait, String heldBy) {
    return new Reply(
        "wait",
        Card.brief(
            Tone.BUSY,
            "⏸ Waiting",
            Words.quoted(heldBy),
            List.of(Fact.of("Waits at most until", Words.clock(wait.until())))));
  }

  /** The first attempt is what everybody expects; it is not told. */
  private Optional<Reply> attempt(SagaEntry.AttemptStarted started) {
    if (started.round() <= 1 || started.attempt() >= known.rungs().size()) {
      return Optional.empty();
    }
    Rung rung = known.rungs().get(started.attempt());
    String title = "⏪ Attempt %d of %d".formatted(started.attempt() + 1, known.rungs().size());
    List<Fact> facts =
        rung.changes().stream()
            .map(change ->
                new Fact(change.workload(), List.of("from " + change.from(), "to " + change.to())))
            .toList();
    return each("attempt", Card.brief(Tone.BUSY, title, sentence(rung.inWords()) + ".", facts));
  }

  private static Card step(SagaEntry.OwnerStepSucceeded step) {
    List<Fact> facts = new ArrayList<>();
    step.evidence().ifPresent(evidence -> facts.add(Replies.evidence(evidence)));
    return Card.brief(
        Tone.BUSY,
        "⏪ Executed",
        "%s asks for %s: %s."
            .formatted(
                Words.owner(step.way(), step.owner()),
                Words.revision(step.way(), step.owner()),
                Replies.effect(step.effect(), step.executedAt())),
        facts);
  }

  private Card left(SagaEntry.AttemptLeft left) {
    return Card.brief(
        Tone.BAD,
        "↪️ This way back did not work",
        Words.quoted(left.explanation()),
        next(known.next(false)));
  }

  private Card givenUp(SagaEntry.TargetGivenUp bad) {
    return Card.brief(
        Tone.BAD,
        "⬇️ The target is bad as well",
        Words.quoted(bad.explanation()),
        next(known.next(true)));
  }

  private static List<Fact> next(Optional<Rung> rung) {
    return rung.map(next -> List.of(Fact.of("Tried next", next.inWords()))).orElse(List.of());
  }

  private Card help(SagaEntry.HelpWanted help) {
    Trouble trouble = new Trouble(help.reason(), help.explanation(), help.until());
    List<String> lines = ParentTodo.on(trouble);
    return Card.brief(Tone.HUMAN, "🆘 Help wanted", lines.getFirst(), List.of())
        .withTodo(lines.subList(1, lines.size()))
        .withCommands(Commands.onTrouble(record.application(), known.stuck()))
        .calling("help/" + help.reason() + "/" + help.until());
  }

  private static Card aborted(SagaEntry.RollbackAborted aborted) {
    return Card.brief(Tone.BAD, "🛑 Aborted", Words.quoted(aborted.explanation()), List.of());
  }

  private static Card late(Instant deadline) {
    return Card.brief(
        Tone.BUSY,
        "⏱ Most of the time is over",
        "It should be healthy by %s, and is not yet.".formatted(Words.clock(deadline)),
        List.of());
  }

  private Card over(Instant deadline) {
    return Card.brief(
            Tone.ALARM,
            "⏰ Out of time",
            "It should have been healthy by %s. Walkback goes on; somebody should look at it too."
                .formatted(Words.clock(deadline)),
            List.of(Fact.of("Where it stands", standing())))
        .withCommands(List.of(Commands.abort(record.application())))
        .calling("budget");
  }

  private String standing() {
    return record
        .status()
        .map(status -> Words.phase(status.phase()) + ". " + Words.quoted(status.headline()))
        .orElse("not known");
  }

  private static String sentence(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
