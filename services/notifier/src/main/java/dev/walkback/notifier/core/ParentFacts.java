package dev.walkback.notifier.core;

import dev.walkback.events.TriggerSummary;
import dev.walkback.events.TriggerSummary.Origin;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.Box;
import dev.walkback.events.audit.Mark;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.audit.RollbackStatus.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The labelled facts of a rollback's message. */
final class ParentFacts {

  static final String COMMANDER = "Incident commander";

  private final RollbackStatus status;
  private final AuditEntry entry;
  private final Knowledge known;

  ParentFacts(RollbackStatus status, AuditEntry entry, Knowledge known) {
    this.status = status;
    this.entry = entry;
    this.known = known;
  }

  List<Fact> all() {
    List<Fact> facts = new ArrayList<>();
    TriggerSummary trigger = status.trigger();
    facts.add(Fact.of("Reason", Words.quoted(trigger.text())));
    facts.add(Fact.of("Triggered by", Words.trigger(trigger)));
    facts.addAll(versions());
    attempt().ifPresent(facts::add);
    facts.add(Fact.of(COMMANDER, commander()));
    facts.add(Fact.of("Status", standing()));
    healthyBy().ifPresent(facts::add);
    if (status.phase() == Phase.HEALTHY || status.phase() == Phase.SOAKING) {
      facts.add(Fact.of("Error rate", errorRate()));
    }
    if (status.joinedTriggers() > 0) {
      facts.add(Fact.of("Joined", "%d further trigger(s)".formatted(status.joinedTriggers())));
    }
    facts.add(Fact.of("Rollback", status.rollbackId().toString()));
    LeftForHumans.of(status).ifPresent(facts::add);
    return facts;
  }

  static Fact takenOver(String by) {
    return Fact.of(COMMANDER, Words.quoted(by) + ", who has taken over");
  }

  private String commander() {
    return switch (status.phase()) {
      case NEEDS_HUMAN, FAILED, REJECTED, ABORTED ->
          known
              .person()
              .map(Words::quoted)
              .orElse("nobody: Walkback has stopped, please take over");
      case AWAITING_HUMAN -> "nobody: Walkback waits, please take over";
      case SURVEYING, AWAITING_APPROVAL, WAITING, ROLLING_BACK, VERIFYING, SOAKING, HEALTHY ->
          status.trigger().origin() == Origin.COMMAND
              ? Words.quoted(status.trigger().name()) + "; Walkback carries it out"
              : "Walkback, until a human takes over";
    };
  }

  private List<Fact> versions() {
    List<VersionChange> changes = changes();
    if (changes.isEmpty()) {
      return status.phase().isFinal()
          ? List.of()
          : List.of(Fact.of("Target version", "being resolved"));
    }
    return switch (status.phase()) {
      case SURVEYING, AWAITING_APPROVAL, WAITING, ROLLING_BACK, VERIFYING, AWAITING_HUMAN ->
          List.of(
              side("Target version", changes, VersionChange::to),
              side("Leaving", changes, VersionChange::from));
      case SOAKING, HEALTHY ->
          List.of(
              side("Previous version (failed)", changes, VersionChange::from),
              side("Current version (stable)", changes, VersionChange::to));
      case FAILED, NEEDS_HUMAN, REJECTED, ABORTED ->
          List.of(
              side("Version that failed", changes, VersionChange::from),
              side("Planned target", changes, VersionChange::to));
    };
  }

  /** Without what the records said there still are the targets' numbers and digests. */
  private List<VersionChange> changes() {
    return known.versions().isEmpty()
        ? VersionChange.of(status.plan(), List.of())
        : known.versions();
  }

  private static Fact side(
      String label, List<VersionChange> changes, Function<VersionChange, String> side) {
    return new Fact(
        label,
        changes.stream().map(change -> change.workload() + " " + side.apply(change)).toList());
  }

  private Optional<Fact> attempt() {
    int all = known.rungs().size();
    return known
        .attempt()
        .filter(number -> all > 1 && number < all)
        .map(number ->
            Fact.of(
                "Attempt",
                "%d of %d: %s".formatted(number + 1, all, known.rungs().get(number).inWords())));
  }

  private String standing() {
    String until = status.soakUntil().map(Words::clock).orElse("the end of the soak");
    return switch (status.phase()) {
      case WAITING -> status.waitingFor().map(Words::quoted).orElse(Words.phase(status.phase()));
      case SURVEYING,
          AWAITING_APPROVAL,
          ROLLING_BACK,
          VERIFYING,
          AWAITING_HUMAN,
          FAILED,
          NEEDS_HUMAN,
          REJECTED,
          ABORTED ->
          Words.phase(status.phase());
      case SOAKING -> "Monitoring until " + until;
      case HEALTHY ->
          entry instanceof AuditEntry.RollbackSucceeded succeeded
              ? "Stayed healthy; all took " + Words.span(succeeded.took())
              : "Stayed healthy";
    };
  }

  private Optional<Fact> healthyBy() {
    boolean shown =
        switch (status.phase()) {
          case SURVEYING, AWAITING_APPROVAL, WAITING, ROLLING_BACK, VERIFYING, AWAITING_HUMAN ->
              true;
          case SOAKING, HEALTHY, FAILED, NEEDS_HUMAN, REJECTED, ABORTED -> false;
        };
    return status.budgetUntil().filter(_ -> shown).map(until -> Fact.of("Healthy by", time(until)));
  }

  private String time(Instant until) {
    return switch (known.haste()) {
      case IN_TIME -> Words.clock(until);
      case LATE -> "⏱ " + Words.clock(until) + "; most of the time is over";
      case OVERDUE -> "⏰ was due at " + Words.clock(until);
    };
  }

  private String errorRate() {
    return status.checklist().stream()
        .filter(mark -> mark.box() == Box.ERROR_RATES_NORMAL)
        .findFirst()
        .flatMap(ParentFacts::measured)
        .filter(note -> !note.isBlank())
        .orElse("not measured by Walkback; look at your dashboard");
  }

  private static Optional<String> measured(Mark mark) {
    return switch (mark.state()) {
      case TICKED, FAILED -> Optional.of(Words.quoted(mark.note()));
      case OPEN, FOR_HUMANS -> Optional.empty();
    };
  }
}
