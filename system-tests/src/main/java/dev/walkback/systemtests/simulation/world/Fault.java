package dev.walkback.systemtests.simulation.world;

import dev.walkback.events.topic.Topic;

/**
 * Something that goes wrong the nth time that something is done, counted from one.
 *
 * @see Faults
 */
public sealed interface Fault {

  int nth();

  /** What it is counted under. */
  default String kind() {
    return switch (this) {
      case Crash crash -> "crash " + crash.point();
      case Api api -> "api " + api.trouble();
      case ChatFails chat -> "chat " + chat.trouble();
      case Lag _ -> "delayed record";
      case Duplicate _ -> "duplicated record";
      case EvidenceHangs _ -> "evidence hangs";
      case HoldsUnknown _ -> "holds unknown";
    };
  }

  /** The process dies at this point, and comes back after so many milliseconds. */
  record Crash(Point point, int nth, long downtime) implements Fault {}

  /** A call to the cluster's API goes wrong. */
  record Api(Call call, int nth, ApiTrouble trouble) implements Fault {}

  /** A call to the chat goes wrong. */
  record ChatFails(int nth, ChatTrouble trouble) implements Fault {}

  /** A record, and what stands behind it, reaches every consumer so much later. */
  record Lag(Topic topic, int nth, long millis) implements Fault {}

  /** A record is written again, so many times, each so many milliseconds after the one before. */
  record Duplicate(Topic topic, int nth, long after, int times) implements Fault {}

  /** Capturing evidence takes its whole time box and yields nothing. */
  record EvidenceHangs(int nth) implements Fault {}

  /** The executor does not learn in time what is held. */
  record HoldsUnknown(int nth) implements Fault {}

  /** The calls to the cluster. */
  enum Call {
    DETECTOR_READ,
    EXECUTOR_READ,
    EXECUTOR_WRITE,
    VERIFIER_READ
  }

  /** How a call to the cluster goes wrong. */
  enum ApiTrouble {
    CONFLICT,
    BUSY,
    ERROR,
    ERROR_THOUGH_APPLIED,
    TIMEOUT,
    TIMEOUT_THOUGH_APPLIED,
    FORBIDDEN,
    SLOW,
    /** Somebody else writes a moment before. */
    OVERTAKEN,
    /** Somebody else releases a moment before. */
    OVERTAKEN_BY_A_RELEASE,
    /** Somebody else pauses the workload a moment before. */
    OVERTAKEN_BY_A_PAUSE
  }

  /** How a call to the chat goes wrong. */
  enum ChatTrouble {
    RATE_LIMITED,
    LOST,
    LOST_THOUGH_ARRIVED,
    REFUSED,
    DELETED
  }
}
