package dev.walkback.executor.config;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What only the executor needs.
 *
 * @param evidenceDirectory where bundles of evidence are kept; they may hold secrets, so only the
 *     executor's user can read them
 * @param evidencePods of how many pods logs are captured at most, the broken ones first
 * @param evidenceTailLines lines of one log at most, from its end
 * @param evidenceLogBytes bytes of one log at most
 */
@ConfigurationProperties("walkback.executor")
public record ExecutorSettings(
    @DefaultValue("evidence") Path evidenceDirectory,
    @DefaultValue("10") int evidencePods,
    @DefaultValue("1000") int evidenceTailLines,
    @DefaultValue("262144") int evidenceLogBytes) {

  public ExecutorSettings {
    between("evidence-pods", evidencePods, 1, 100);
    between("evidence-tail-lines", evidenceTailLines, 1, 100_000);
    between("evidence-log-bytes", evidenceLogBytes, 1_024, 10_485_760);
  }

  private static void between(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "Expected walkback.executor.%s between %d and %d, but found %d"
              .formatted(name, least, most, value));
    }
  }
}
