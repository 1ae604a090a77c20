package dev.walkback.cli.live;

import dev.walkback.cli.live.Terminal.Style;
import dev.walkback.cli.text.Times;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.audit.RollbackStatus.Phase;
import java.time.Duration;
import java.time.Instant;

/** Where a rollback stands, in a few words. */
public final class Headline {

  private Headline() {}

  public static String words(Phase phase) {
    return switch (phase) {
      case SURVEYING -> "reading the cluster";
      case ROLLING_BACK -> "rolling back";
      case VERIFYING -> "waiting for health";
      case SOAKING -> "soaking";
      case HEALTHY -> "healthy";
      case FAILED -> "failed, nothing changed";
      case NEEDS_HUMAN -> "needs a human";
    };
  }

  public static Style style(Phase phase) {
    return switch (phase) {
      case SURVEYING, ROLLING_BACK, VERIFYING, SOAKING -> Style.CYAN;
      case HEALTHY -> Style.GREEN;
      case FAILED, NEEDS_HUMAN -> Style.RED;
    };
  }

  /** When the present phase began. */
  public static Instant since(RollbackStatus status) {
    return status.history().isEmpty()
        ? status.trigger().receivedAt()
        : status.history().getLast().at();
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
            : "";
    return "%s, %s so far%s"
        .formatted(words(status.phase()), Times.length(Duration.between(since(status), now)), left);
  }
}
