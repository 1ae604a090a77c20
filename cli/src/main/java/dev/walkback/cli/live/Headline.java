package dev.walkback.cli.live;

import dev.walkback.cli.live.Terminal.Style;
import dev.walkback.cli.text.Times;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.audit.RollbackStatus.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Where a rollback stands, in a few words. */
public final class Headline {

  private Headline() {}

  public static String words(Phase phase) {
    return switch (phase) {
      case SURVEYING -> "reading the cluster";
      case AWAITING_APPROVAL -> "waiting for approval";
      case WAITING -> "waiting to begin";
      case ROLLING_BACK -> "rolling back";
      case VERIFYING -> "waiting for health";
      case SOAKING -> "soaking";
      case AWAITING_HUMAN -> "waiting for an operator";
      case HEALTHY -> "healthy";
      case FAILED -> "failed, nothing changed";
      case NEEDS_HUMAN -> "needs a human";
      case REJECTED -> "rejected";
      case ABORTED -> "aborted";
    };
  }

  public static Style style(Phase phase) {
    return switch (phase) {
      case SURVEYING, ROLLING_BACK, VERIFYING, SOAKING -> Style.CYAN;
      case AWAITING_APPROVAL, WAITING, REJECTED, ABORTED -> Style.YELLOW;
      case HEALTHY -> Style.GREEN;
      case AWAITING_HUMAN, FAILED, NEEDS_HUMAN -> Style.RED;
    };
  }

  /** When the present phase began. */
  public static Instant since(RollbackStatus status) {
    return status.history().isEmpty()
        ? status.trigger().receivedAt()
        : status.history().getLast().at();
  }

  /** What is left of the time in which it should be healthy; empty where that is past caring. */
  public static Optional<String> budget(RollbackStatus status, Instant now) {
    return status
        .budgetUntil()
        .filter(_ -> !status.phase().isFinal())
        .map(until ->
            now.isBefore(until)
                ? Times.length(Duration.between(now, until)) + " of the budget left"
                : Times.length(Duration.between(until, now)) + " over budget");
  }

  /** {@code soaking, 4.2 s so far, 5.8 s left}. */
  static String of(RollbackStatus status, Instant now) {
    if (status.phase().isFinal()) {
      return words(status.phase());
    }
    String left =
        status.phase() == Phase.SOAKING
            ? status
                .soakUntil()
                .map(until -> ", " + Times.length(Duration.between(now, until)) + " left")
                .orElse("")
            : budget(status, now).map(text -> ", " + text).orElse("");
    return "%s, %s so far%s"
        .formatted(words(status.phase()), Times.length(Duration.between(since(status), now)), left);
  }
}
