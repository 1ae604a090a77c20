package dev.walkback.cli.live;

import dev.walkback.cli.text.Printable;
import dev.walkback.cli.text.Times;
import dev.walkback.cli.text.ToType;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.audit.RollbackStatus.Approval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a rollback waits for, and what somebody may type to make it go on. */
public final class Attention {

  private Attention() {}

  /** Empty where it waits for nobody. */
  public static List<String> lines(RollbackStatus status, Instant now) {
    return switch (status.phase()) {
      case AWAITING_APPROVAL ->
          status
              .approval()
              .map(approval -> approval(status.application(), approval, now))
              .orElseGet(() -> waits(status));
      case AWAITING_HUMAN -> operator(status.application());
      case WAITING -> waits(status);
      case SURVEYING,
          ROLLING_BACK,
          VERIFYING,
          SOAKING,
          HEALTHY,
          FAILED,
          NEEDS_HUMAN,
          REJECTED,
          ABORTED ->
          List.of();
    };
  }

  private static List<String> waits(RollbackStatus status) {
    return status.waitingFor().stream().map(what -> "waits for: " + Printable.of(what)).toList();
  }

  private static List<String> approval(ApplicationId application, Approval approval, Instant now) {
    var lines = new ArrayList<String>();
    lines.add(
        "waits for: %d of %d approvals of plan %s; %s left"
            .formatted(
                Math.max(0, approval.needed() - approval.given().size()),
                approval.needed(),
                approval.plan().abbreviated(),
                Times.length(Duration.between(now, approval.until()))));
    approval.why().forEach(why -> lines.add("because:   " + Printable.of(why)));
    if (!approval.given().isEmpty()) {
      lines.add(
          "agreed:    "
              + approval.given().stream().map(Printable::of).collect(Collectors.joining(", ")));
    }
    lines.add("to agree:  " + ToType.approve(application, approval.plan()));
    lines.add("to refuse: " + ToType.reject(application));
    return lines;
  }

  private static List<String> operator(ApplicationId application) {
    return List.of(
        "waits for: an operator",
        "try again: " + ToType.retry(application),
        "take over: " + ToType.acknowledge(application),
        "end it:    " + ToType.abort(application));
  }
}
