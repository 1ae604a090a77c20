package dev.walkback.events.policy;

import java.time.Duration;

/**
 * The times of a policy.
 *
 * @param releaseWindow how long before an alert a release may lie to be suspected
 * @param triggerMaxAge how old an alert may be when it arrives
 * @param stepDeadline for one step of the executor
 * @param recoveryDeadline from the rollback to everything healthy
 * @param soak how long it must stay healthy
 * @param checkInterval between two looks
 * @param cooldown after a rollback, before alerts may start the next one
 * @param evidenceTimeBox how long capturing evidence may delay the rollback
 */
public record Limits(
    Duration releaseWindow,
    Duration triggerMaxAge,
    Duration stepDeadline,
    Duration recoveryDeadline,
    Duration soak,
    Duration checkInterval,
    Duration cooldown,
    Duration evidenceTimeBox) {

  /** The procedure's own numbers: five minutes to recover, fifteen to watch. */
  public static final Limits DEFAULTS =
      new Limits(
          Duration.ofHours(1),
          Duration.ofMinutes(20),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofSeconds(5),
          Duration.ofMinutes(30),
          Duration.ofSeconds(3));
}
