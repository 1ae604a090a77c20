package dev.walkback.verifier.config;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What only the verifier needs: {@code walkback.verifier.*}.
 *
 * @param watchRequestsPerSecond how many requests all watches of releases together may send to the
 *     cluster in a second; with many of them each looks less often. Verifications of rollbacks do
 *     not count and do not wait
 */
@ConfigurationProperties("walkback.verifier")
public record VerifierSettings(@DefaultValue("20") int watchRequestsPerSecond) {

  public VerifierSettings {
    if (watchRequestsPerSecond < 1 || watchRequestsPerSecond > 1_000) {
      throw new IllegalArgumentException(
          "Expected walkback.verifier.watch-requests-per-second between 1 and 1000, but found "
              + watchRequestsPerSecond);
    }
  }
}
