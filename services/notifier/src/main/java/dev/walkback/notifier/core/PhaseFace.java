package dev.walkback.notifier.core;

import dev.walkback.events.audit.RollbackStatus;
import java.util.Optional;

/** How a rollback looks at a glance: tone, title, and what people are called for. */
final class PhaseFace {

  private final RollbackStatus status;
  private final Knowledge known;

  PhaseFace(RollbackStatus status, Knowledge known) {
    this.status = status;
    this.known = known;
  }

  Tone tone() {
    return switch (status.phase()) {
      case SURVEYING, ROLLING_BACK -> Tone.ALARM;
      case AWAITING_APPROVAL, AWAITING_HUMAN, NEEDS_HUMAN -> Tone.HUMAN;
      case WAITING -> overdue() ? Tone.ALARM : Tone.BUSY;
      case VERIFYING -> overdue() ? Tone.ALARM : Tone.BUSY;
      case SOAKING -> Tone.WATCHING;
      case HEALTHY -> Tone.GOOD;
      case FAILED, REJECTED, ABORTED -> Tone.BAD;
    };
  }

  String title() {
    return switch (status.phase()) {
      case SURVEYING -> "🚨 ROLLBACK STARTED";
      case ROLLING_BACK -> rollingBack();
      case AWAITING_APPROVAL -> "🙋 APPROVAL WANTED";
      case WAITING -> status.waitingFor().isPresent() ? "⏸ ROLLBACK WAITS" : "🚨 ROLLBACK STARTED";
      case VERIFYING -> "⏳ ROLLED BACK, NOT PROVEN YET";
      case SOAKING -> "👀 HEALTHY AGAIN, WATCHING";
      case AWAITING_HUMAN -> "🆘 HELP WANTED";
      case HEALTHY -> "✅ ROLLBACK COMPLETED";
      case FAILED -> "❌ ROLLBACK FAILED, NOTHING WAS CHANGED";
      case NEEDS_HUMAN -> "🆘 A HUMAN IS NEEDED";
      case REJECTED -> "🚫 ROLLBACK REJECTED, NOTHING WAS CHANGED";
      case ABORTED -> "🛑 ROLLBACK ABORTED";
    };
  }

  private String rollingBack() {
    int attempt = known.attempt().orElse(0);
    return attempt == 0
        ? "🚨 ROLLBACK STARTED"
        : "🚨 ROLLING BACK, ATTEMPT %d OF %d".formatted(attempt + 1, known.rungs().size());
  }

  Optional<String> call() {
    return switch (status.phase()) {
      case AWAITING_APPROVAL -> status.approval().map(approval -> "approval/" + approval.plan());
      case AWAITING_HUMAN ->
          known.trouble().map(trouble -> "help/" + trouble.reason() + "/" + trouble.until());
      case FAILED, NEEDS_HUMAN ->
          known.person().isPresent() ? Optional.empty() : Optional.of(Replies.END);
      case SURVEYING, WAITING, ROLLING_BACK, VERIFYING -> lateCall();
      case SOAKING, HEALTHY, REJECTED, ABORTED -> Optional.empty();
    };
  }

  private Optional<String> lateCall() {
    return overdue() ? Optional.of("budget") : Optional.empty();
  }

  private boolean overdue() {
    return switch (known.haste()) {
      case IN_TIME, LATE -> false;
      case OVERDUE -> true;
    };
  }
}
