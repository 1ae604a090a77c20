package dev.walkback.detector.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What only the detector needs: {@code walkback.detector.*}.
 *
 * @param lookoutInterval between two rounds of looking for new releases
 * @param lookoutRequestsPerSecond how many requests looking for new releases may send to the
 *     cluster in a second; with many applications a round takes longer. Alerts do not count and do
 *     not wait
 */
@ConfigurationProperties("walkback.detector")
public record DetectorSettings(
    @DefaultValue("10s") Duration lookoutInterval,
    @DefaultValue("20") int lookoutRequestsPerSecond) {

  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofHours(1);

  public DetectorSettings {
    if (lookoutInterval.compareTo(SHORTEST) < 0 || lookoutInterval.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "Expected walkback.detector.lookout-interval between 100ms and 1h, but found "
              + lookoutInterval);
    }
    if (lookoutRequestsPerSecond < 1 || lookoutRequestsPerSecond > 1_000) {
      throw new IllegalArgumentException(
          "Expected walkback.detector.lookout-requests-per-second between 1 and 1000, but found "
              + lookoutRequestsPerSecond);
    }
  }
}
