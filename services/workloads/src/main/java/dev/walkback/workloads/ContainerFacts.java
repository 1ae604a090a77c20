package dev.walkback.workloads;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/**
 * How one container is. A container that was never started has no restarts and no last end.
 *
 * @param waitingReason for instance CrashLoopBackOff or ImagePullBackOff, while it waits
 * @param lastTerminatedReason how it ended last, for instance Error or OOMKilled: its current end,
 *     or, once it runs or waits again, the one before
 * @param startedAt since when it runs, while it does
 */
public record ContainerFacts(
    String name,
    boolean init,
    boolean ready,
    boolean running,
    int restartCount,
    Optional<String> waitingReason,
    Optional<String> waitingMessage,
    Optional<String> lastTerminatedReason,
    OptionalInt lastExitCode,
    Optional<Instant> startedAt) {

  private static final Duration STEADY = Duration.ofMinutes(1);

  /** One of which it is not known when it started. */
  public ContainerFacts(
      String name,
      boolean init,
      boolean ready,
      boolean running,
      int restartCount,
      Optional<String> waitingReason,
      Optional<String> waitingMessage,
      Optional<String> lastTerminatedReason,
      OptionalInt lastExitCode) {
    this(
        name,
        init,
        ready,
        running,
        restartCount,
        waitingReason,
        waitingMessage,
        lastTerminatedReason,
        lastExitCode,
        Optional.empty());
  }

  /** Whether anything of its image ever ran in this pod. */
  public boolean hasRun() {
    return running || restartCount > 0 || lastTerminatedReason.isPresent();
  }

  /** Whether it runs, and not for a minute since it ended with an error. */
  public boolean hasJustCrashed(Instant now) {
    return !init
        && restartCount > 0
        && lastExitCode.orElse(0) != 0
        && startedAt.filter(since -> since.plus(STEADY).isAfter(now)).isPresent();
  }

  static ContainerFacts read(JsonNode status, boolean init) {
    JsonNode ended = Fields.at(status, "state", "terminated");
    JsonNode end = ended.isObject() ? ended : Fields.at(status, "lastState", "terminated");
    return new ContainerFacts(
        Fields.textOrEmpty(status, "name"),
        init,
        Fields.flag(status, "ready"),
        Fields.at(status, "state", "running").isObject(),
        (int) Fields.number(status, "restartCount"),
        Fields.text(status, "state", "waiting", "reason"),
        Fields.text(status, "state", "waiting", "message"),
        Fields.text(end, "reason"),
        Fields.count(end, "exitCode"),
        Fields.time(status, "state", "running", "startedAt"));
  }
}
