package dev.walkback.notifier.core;

import dev.walkback.events.TriggerSummary;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.events.plan.OwnerTarget;
import dev.walkback.events.plan.WayBack;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times, spans, names and foreign text as people read them. */
final class Words {

  /** Longest foreign text that a message quotes, in characters. */
  static final int MAX_QUOTED = 500;

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Words() {}

  static String clock(Instant instant) {
    return CLOCK.format(instant);
  }

  /** For what may lie days ahead. */
  static String date(Instant instant) {
    return DATE.format(instant);
  }

  /** {@code 4.2 s}, {@code 2 min 5 s}, {@code 1 h 3 min}. */
  static String span(Duration duration) {
    if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    return duration.compareTo(Duration.ofHours(1)) < 0
        ? "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart())
        : "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
  }

  /**
   * Foreign text on one line and capped, so that an alert can neither forge lines of ours nor push
   * them out of sight.
   */
  static String quoted(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
    return line.codePointCount(0, line.length()) <= MAX_QUOTED
        ? line
        : line.substring(0, line.offsetByCodePoints(0, MAX_QUOTED)) + "…";
  }

  static String trigger(TriggerSummary trigger) {
    return switch (trigger.origin()) {
      case ALERT ->
          "alert %s, firing since %s".formatted(quoted(trigger.name()), clock(trigger.at()));
      case COMMAND -> "command of %s at %s".formatted(quoted(trigger.name()), clock(trigger.at()));
    };
  }

  /** Who gave a command, and why. */
  static Fact order(TriggerSummary command) {
    return Fact.of(
        "Said by " + quoted(command.name()) + " at " + clock(command.at()), quoted(command.text()));
  }

  static String phase(Phase phase) {
    return switch (phase) {
      case SURVEYING -> "Looking at the cluster";
      case AWAITING_APPROVAL -> "Waiting for approval";
      case WAITING -> "Waiting for leave";
      case ROLLING_BACK -> "Rolling back";
      case VERIFYING -> "Verifying";
      case SOAKING -> "Watching that it stays healthy";
      case AWAITING_HUMAN -> "Waiting for an operator";
      case HEALTHY -> "Healthy";
      case FAILED -> "Failed";
      case NEEDS_HUMAN -> "Waiting for a human";
      case REJECTED -> "Rejected";
      case ABORTED -> "Aborted";
    };
  }

  static String way(WayBack way) {
    return switch (way) {
      case ARGO_CD -> "Argo CD's own rollback";
      case HELM -> "Helm's own rollback";
      case WORKLOAD -> "the workloads themselves";
    };
  }

  static String owner(WayBack way, OwnerTarget owner) {
    String name = owner.namespace() + "/" + owner.name();
    return switch (way) {
      case ARGO_CD -> "Argo CD application " + name;
      case HELM -> "Helm release " + name;
      case WORKLOAD -> name;
    };
  }

  static String revision(WayBack way, OwnerTarget owner) {
    return switch (way) {
      case ARGO_CD -> "history id " + owner.revision();
      case HELM, WORKLOAD -> "revision " + owner.revision();
    };
  }
}
