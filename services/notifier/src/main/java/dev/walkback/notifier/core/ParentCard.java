package dev.walkback.notifier.core;

import dev.walkback.events.TriggerSummary;
import dev.walkback.events.TriggerSummary.Origin;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.Box;
import dev.walkback.events.audit.Mark;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.events.audit.RollbackStatus.PhaseStart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The one message of a rollback that is edited in place. It follows the team's procedure: declare
 * the incident with reason, target version and commander; announce the end with the previous and
 * the current version, the monitoring and the error rate.
 */
final class ParentCard {

  private final RollbackStatus status;
  private final AuditEntry entry;
  private final List<VersionChange> versions;

  private ParentCard(RollbackStatus status, AuditEntry entry, List<VersionChange> versions) {
    this.status = status;
    this.entry = entry;
    this.versions = versions;
  }

  static Card of(RollbackStatus status, AuditEntry entry, List<VersionChange> versions) {
    return new ParentCard(status, entry, versions).build();
  }

  private Card build() {
    return new Card(
        tone(),
        title() + ": " + status.application(),
        Words.quoted(status.headline()),
        facts(),
        progress(),
        status.checklist(),
        todo(),
        status.phase().isFinal());
  }

  private Tone tone() {
    return switch (status.phase()) {
      case SURVEYING, ROLLING_BACK -> Tone.ALARM;
      case VERIFYING -> Tone.BUSY;
      case SOAKING -> Tone.WATCHING;
      case HEALTHY -> Tone.GOOD;
      case FAILED -> Tone.BAD;
      case NEEDS_HUMAN -> Tone.HUMAN;
    };
  }

  private String title() {
    return switch (status.phase()) {
      case SURVEYING, ROLLING_BACK -> "🚨 ROLLBACK STARTED";
      case VERIFYING -> "⏳ ROLLED BACK, NOT PROVEN YET";
      case SOAKING -> "👀 HEALTHY AGAIN, WATCHING";
      case HEALTHY -> "✅ ROLLBACK COMPLETED";
      case FAILED -> "❌ ROLLBACK FAILED, NOTHING WAS CHANGED";
      case NEEDS_HUMAN -> "🆘 A HUMAN IS NEEDED";
    };
  }

  private List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    TriggerSummary trigger = status.trigger();
    facts.add(Fact.of("Reason", Words.quoted(trigger.text())));
    facts.add(Fact.of("Triggered by", Words.trigger(trigger)));
    facts.addAll(versionFacts());
    facts.add(Fact.of("Incident commander", commander()));
    facts.add(Fact.of("Status", standing()));
    if (status.phase() == Phase.HEALTHY || status.phase() == Phase.SOAKING) {
      facts.add(Fact.of("Error rate", errorRate()));
    }
    if (status.joinedTriggers() > 0) {
      facts.add(Fact.of("Joined", "%d further trigger(s)".formatted(status.joinedTriggers())));
    }
    facts.add(Fact.of("Rollback", status.rollbackId().toString()));
    return facts;
  }

  private String commander() {
    return switch (status.phase()) {
      case NEEDS_HUMAN, FAILED -> "nobody: Walkback has stopped, please take over";
      case SURVEYING, ROLLING_BACK, VERIFYING, SOAKING, HEALTHY ->
          status.trigger().origin() == Origin.COMMAND
              ? Words.quoted(status.trigger().name()) + "; Walkback carries it out"
              : "Walkback, until a human takes over";
    };
  }

  private List<Fact> versionFacts() {
    if (versions.isEmpty()) {
      return status.phase().isFinal()
          ? List.of()
          : List.of(Fact.of("Target version", "being resolved"));
    }
    return switch (status.phase()) {
      case SURVEYING, ROLLING_BACK, VERIFYING ->
          List.of(
              new Fact("Target version", lines(VersionChange::to)),
              new Fact("Leaving", lines(VersionChange::from)));
      case SOAKING, HEALTHY ->
          List.of(
              new Fact("Previous version (failed)", lines(VersionChange::from)),
              new Fact("Current version (stable)", lines(VersionChange::to)));
      case FAILED, NEEDS_HUMAN ->
          List.of(
              new Fact("Version that failed", lines(VersionChange::from)),
              new Fact("Planned target", lines(VersionChange::to)));
    };
  }

  private List<String> lines(Function<VersionChange, String> side) {
    return versions.stream().map(change -> change.workload() + " " + side.apply(change)).toList();
  }

  private String standing() {
    String until = status.soakUntil().map(Words::clock).orElse("the end of the soak");
    return switch (status.phase()) {
      case SURVEYING, ROLLING_BACK, VERIFYING, FAILED, NEEDS_HUMAN -> Words.phase(status.phase());
      case SOAKING -> "Monitoring until " + until;
      case HEALTHY ->
          entry instanceof AuditEntry.RollbackSucceeded succeeded
              ? "Stayed healthy; all took " + Words.span(succeeded.took())
              : "Stayed healthy";
    };
  }

  private String errorRate() {
    return mark(Box.ERROR_RATES_NORMAL)
        .flatMap(mark ->
            switch (mark.state()) {
              case TICKED, FAILED -> Optional.of(Words.quoted(mark.note()));
              case OPEN, FOR_HUMANS -> Optional.<String>empty();
            })
        .filter(note -> !note.isBlank())
        .orElse("not measured by Walkback; look at your dashboard");
  }

  private Optional<Mark> mark(Box box) {
    return status.checklist().stream().filter(mark -> mark.box() == box).findFirst();
  }

  private List<String> progress() {
    List<String> steps = new ArrayList<>();
    for (PhaseStart start : status.history()) {
      boolean current = start.phase() == status.phase() && start.phase() != Phase.HEALTHY;
      steps.add(
          "%s %s %s"
              .formatted(current ? "▶" : "✓", Words.phase(start.phase()), Words.clock(start.at())));
    }
    return steps;
  }

  private List<String> todo() {
    List<String> todo = new ArrayList<>();
    switch (entry) {
      case AuditEntry.HumanNeeded needed -> {
        todo.add(Words.quoted(needed.explanation()));
        todo.add(Advice.on(needed.reason(), status.application()));
        todo.add(Advice.runbook(needed.reason()));
      }
      case AuditEntry.RollbackFailed failed -> {
        todo.add("Step %s: %s".formatted(failed.step(), Words.quoted(failed.explanation())));
        todo.add(
            "The bad version is still live. Roll back by hand, or remove the cause and give the command again: walkback rollback %s"
                .formatted(status.application()));
      }
      case AuditEntry.RollbackSucceeded succeeded -> {
        if (!succeeded.quarantined().isEmpty()) {
          todo.add(
              "The failed version is quarantined: Walkback will not go back to it. Make sure that the next deployment does not bring it again.");
        }
      }
      case AuditEntry.RollbackStarted _,
          AuditEntry.TargetsResolved _,
          AuditEntry.StepSucceeded _,
          AuditEntry.StepNotTaken _,
          AuditEntry.RecoveryAwaited _,
          AuditEntry.Observed _,
          AuditEntry.SoakStarted _,
          AuditEntry.TriggerJoined _,
          AuditEntry.TriggerSuppressed _ -> {}
    }
    if (status.phase().isFinal()) {
      leftForHumans().ifPresent(todo::add);
    }
    return todo;
  }

  private Optional<String> leftForHumans() {
    List<String> left =
        status.checklist().stream()
            .filter(mark ->
                switch (mark.state()) {
                  case OPEN, FAILED, FOR_HUMANS -> true;
                  case TICKED -> false;
                })
            .map(mark -> mark.box().title())
            .toList();
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of("Left for humans: " + String.join(", ", left));
  }
}
