package dev.walkback.cli.text;

import static dev.walkback.cli.text.Phrases.until;

import dev.walkback.cli.text.Fact.Kind;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.audit.OperatorEntry;
import dev.walkback.events.hold.Hold;
import dev.walkback.events.plan.PlanLine;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Collectors;

/** What operators did, each as one sentence that begins with who. */
final class OperatorFacts {

  private final ZoneId zone;

  OperatorFacts(ZoneId zone) {
    this.zone = zone;
  }

  Fact of(ApplicationId application, Instant at, OperatorEntry entry) {
    return switch (entry) {
      case OperatorEntry.ApprovalGiven e ->
          operator(e.trigger(), at, "agrees to plan " + e.plan().abbreviated());
      case OperatorEntry.RollbackRejected e ->
          operator(e.trigger(), at, "rejects the plan; the rollback ends, nothing was changed");
      case OperatorEntry.AbortAsked e ->
          operator(e.trigger(), at, "aborts; nothing more begins, and it ends when its steps have");
      case OperatorEntry.RetryAsked e ->
          operator(e.trigger(), at, "has what did not work tried again");
      case OperatorEntry.StepSkipped e ->
          operator(e.trigger(), at, "goes on without step '%s'".formatted(Printable.of(e.step())));
      case OperatorEntry.Acknowledged e ->
          operator(e.trigger(), at, "has taken over " + e.rollback());
      case OperatorEntry.BoxTicked e ->
          operator(e.trigger(), at, "ticks '%s'".formatted(e.box().title()));
      case OperatorEntry.SoakExtended e ->
          operator(e.trigger(), at, "has it watched until " + until(e.until(), at, zone));
      case OperatorEntry.SoakEndAsked e ->
          operator(e.trigger(), at, "ends the watch: what was seen is good enough");
      case OperatorEntry.HoldPlaced e ->
          operator(e.trigger(), at, holds(application, at, e.hold()));
      case OperatorEntry.HoldLifted e ->
          operator(e.trigger(), at, "lets %s go on".formatted(application.inWords()));
      case OperatorEntry.StandingCorrected e ->
          operator(
              e.trigger(),
              at,
              "corrects the ledger: %s is %s"
                  .formatted(e.template().abbreviated(), Phrases.words(e.standing())));
      case OperatorEntry.PlanShown e -> new Fact(Kind.DECIDED, at, shown(e));
    };
  }

  private static Fact operator(TriggerSummary trigger, Instant at, String does) {
    return new Fact(
        Kind.OPERATOR,
        at,
        "%s %s (\"%s\")"
            .formatted(Printable.of(trigger.name()), does, Printable.of(trigger.text(), 160)));
  }

  private String holds(ApplicationId application, Instant at, Hold hold) {
    return "stops %s %s; to go on: %s"
        .formatted(
            application.inWords(),
            hold.until().map(end -> "until " + until(end, at, zone)).orElse("until resumed"),
            ToType.resume(application));
  }

  private static String shown(OperatorEntry.PlanShown entry) {
    String why =
        entry.lines().isEmpty()
            ? ""
            : ": "
                + entry.lines().stream().map(OperatorFacts::line).collect(Collectors.joining("; "));
    return entry
        .plan()
        .map(plan ->
            "a rollback would follow plan %s of %s%s; nothing was touched"
                .formatted(
                    plan.digest().abbreviated(), Counts.of(plan.attempts().size(), "attempt"), why))
        .orElse("a rollback would do nothing" + why);
  }

  private static String line(PlanLine line) {
    return "%s %s (%s)"
        .formatted(
            Printable.of(line.subject()), Printable.of(line.choice()), Phrases.clean(line.why()));
  }
}
