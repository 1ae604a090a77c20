package dev.walkback.cli.text;

import static dev.walkback.cli.text.Phrases.by;
import static dev.walkback.cli.text.Phrases.clean;
import static dev.walkback.cli.text.Phrases.until;

import dev.walkback.cli.text.Fact.Kind;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.audit.SagaEntry;
import dev.walkback.events.execution.ExecutionOutcome.Effect;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The moves of a rollback between its plan and its end, each as one sentence. Remembers how many
 * attempts a plan has, so that the second is told as the second of three.
 */
final class SagaFacts {

  private final ZoneId zone;
  private final Map<ApplicationId, Integer> attempts = new HashMap<>();

  SagaFacts(ZoneId zone) {
    this.zone = zone;
  }

  /** A plan with so many attempts was settled. */
  void planned(ApplicationId application, int count) {
    attempts.put(application, count);
  }

  Fact of(ApplicationId application, Instant at, SagaEntry entry) {
    return switch (entry) {
      case SagaEntry.ApprovalAwaited e ->
          new Fact(Kind.WAITING, at, approvalAwaited(application, at, e));
      case SagaEntry.ApprovalsVoid e ->
          new Fact(
              Kind.WAITING,
              at,
              "what was agreed to does not count any more: " + clean(e.explanation()));
      case SagaEntry.RecheckStarted _ ->
          new Fact(
              Kind.LOOKING,
              at,
              "everybody agreed; the cluster is read once more before anything is done");
      case SagaEntry.WaitStarted e -> new Fact(Kind.WAITING, at, waitStarted(at, e));
      case SagaEntry.PermitReceived e ->
          new Fact(Kind.DECIDED, at, "it has " + Phrases.guarded(e.guard()));
      case SagaEntry.AttemptStarted e ->
          new Fact(Kind.DECIDED, at, attemptStarted(application, at, e));
      case SagaEntry.OwnerStepSucceeded e -> new Fact(Kind.DONE, at, ownerStep(e));
      case SagaEntry.AttemptLeft e ->
          new Fact(
              Kind.TROUBLE,
              at,
              "%s did not work: %s; the next way back is tried"
                  .formatted(attempt(application, e.attempt()), clean(e.explanation())));
      case SagaEntry.TargetGivenUp e ->
          new Fact(
              Kind.TROUBLE,
              at,
              "the release gone back to is bad as well: %s; the one before it is tried%s"
                  .formatted(clean(e.explanation()), Phrases.quarantined(e.quarantined())));
      case SagaEntry.HelpWanted e -> new Fact(Kind.HUMAN, at, helpWanted(application, at, e));
      case SagaEntry.RollbackAborted e ->
          new Fact(Kind.NOTHING, at, "aborted by an operator: " + clean(e.explanation()));
      case SagaEntry.BudgetWarned e ->
          new Fact(
              Kind.TROUBLE,
              at,
              "it gets tight: it should be healthy by " + by(e.deadline(), at, zone));
      case SagaEntry.BudgetExceeded e ->
          new Fact(
              Kind.TROUBLE,
              at,
              "the budget is over: it should have been healthy by %s; it goes on, and somebody should look"
                  .formatted(Times.clock(e.deadline(), zone)));
    };
  }

  private String approvalAwaited(
      ApplicationId application, Instant at, SagaEntry.ApprovalAwaited entry) {
    return "%s must agree to plan %s by %s%s; to agree: %s"
        .formatted(
            entry.approvers() == 1 ? "somebody" : entry.approvers() + " people",
            entry.plan().abbreviated(),
            by(entry.until(), at, zone),
            because(entry.why()),
            ToType.approve(application, entry.plan()));
  }

  static String because(List<String> why) {
    return why.isEmpty()
        ? ""
        : ", because " + why.stream().map(Phrases::clean).collect(Collectors.joining("; and "));
  }

  /** Mostly the leave comes at once; what it waits for is told when something stands in the way. */
  private String waitStarted(Instant at, SagaEntry.WaitStarted entry) {
    return entry
        .heldBy()
        .map(by ->
            "nothing begins yet: %s; it waits until %s"
                .formatted(Phrases.clean(by), until(entry.until(), at, zone)))
        .orElseGet(() ->
            entry.guards().isEmpty()
                ? "it begins anew"
                : "it asks for "
                    + entry.guards().stream()
                        .map(Phrases::guarded)
                        .collect(Collectors.joining(" and ")));
  }

  private String attemptStarted(
      ApplicationId application, Instant at, SagaEntry.AttemptStarted entry) {
    return "%s begins%s; no step starts after %s"
        .formatted(
            attempt(application, entry.attempt()),
            entry.round() == 1 ? "" : " (steps are sent for the %s time)".formatted(nth(entry)),
            until(entry.deadline(), at, zone));
  }

  private static String nth(SagaEntry.AttemptStarted entry) {
    return switch (entry.round()) {
      case 2 -> "second";
      case 3 -> "third";
      default -> entry.round() + "th";
    };
  }

  /** {@code attempt 2 of 3}, from 0. */
  private String attempt(ApplicationId application, int attempt) {
    Integer all = attempts.get(application);
    return "attempt " + (attempt + 1) + (all == null || attempt >= all ? "" : " of " + all);
  }

  private static String ownerStep(SagaEntry.OwnerStepSucceeded entry) {
    return "%s %s revision %s of %s/%s%s"
        .formatted(
            Phrases.way(entry.way()),
            entry.effect() == Effect.APPLIED ? "went back to" : "was found back at",
            Printable.of(entry.owner().revision()),
            entry.owner().namespace(),
            entry.owner().name(),
            Phrases.evidence(entry.evidence()));
  }

  private String helpWanted(ApplicationId application, Instant at, SagaEntry.HelpWanted entry) {
    return "an operator is needed (%s): %s; it waits until %s; to try again: %s; to take over: %s; see %s"
        .formatted(
            Phrases.words(entry.reason()),
            clean(entry.explanation()),
            until(entry.until(), at, zone),
            ToType.retry(application),
            ToType.acknowledge(application),
            Facts.runbook(entry.reason()));
  }
}
