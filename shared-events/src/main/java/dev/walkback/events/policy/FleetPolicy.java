package dev.walkback.events.policy;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Event;
import java.time.Duration;
import java.util.Optional;

/**
 * What holds for all applications together. There is one, under {@code *}{@code /*}.
 *
 * @param version digest of the policy as written
 * @param maxConcurrent rollbacks that change clusters at the same time; empty: any number
 * @param storm when too many want to go back at once; empty: never
 */
public record FleetPolicy(
    ApplicationId application,
    ContentDigest version,
    Optional<Integer> maxConcurrent,
    Optional<Storm> storm)
    implements Event {

  /** In force where none is published. */
  public static final FleetPolicy DEFAULT =
      new FleetPolicy(
          ApplicationId.EVERYTHING,
          ContentDigest.of("the default fleet policy"),
          Optional.of(10),
          Optional.of(new Storm(30, 5, Duration.ofMinutes(10))));

  public FleetPolicy {
    if (!application.equals(ApplicationId.EVERYTHING)) {
      throw new IllegalArgumentException(
          "Expected the fleet's policy under %s, but found %s"
              .formatted(ApplicationId.EVERYTHING, application));
    }
    if (maxConcurrent.filter(most -> most < 1).isPresent()) {
      throw new IllegalArgumentException(
          "Expected maxConcurrent from 1, but found " + maxConcurrent.get());
    }
  }

  /** Whether anything crosses applications at all. */
  public boolean limitsAnything() {
    return maxConcurrent.isPresent() || storm.isPresent();
  }

  /**
   * The storm brake: when more applications than this want to go back within the window, something
   * other than their releases is wrong.
   *
   * @param percent of all applications with a policy
   * @param atLeast never with fewer applications than this
   */
  public record Storm(int percent, int atLeast, Duration window) {

    public Storm {
      if (percent < 1 || percent > 100 || atLeast < 2) {
        throw new IllegalArgumentException(
            "Expected a storm of 1 to 100 percent and at least 2 applications, but found %d and %d"
                .formatted(percent, atLeast));
      }
    }

    /** From how many applications on it is a storm. */
    public int threshold(int applications) {
      return Math.max(atLeast, (applications * percent + 99) / 100);
    }
  }
}
