package dev.walkback.orchestrator.config;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code walkback.orchestrator.*}.
 *
 * @param standbyReplicas how many further instances keep a copy of the state, ready to take over;
 *     useless on a single instance
 * @param threads that work on partitions in this instance
 */
@ConfigurationProperties("walkback.orchestrator")
public record OrchestratorSettings(
    @DefaultValue("0") int standbyReplicas, @DefaultValue("1") int threads) {

  public OrchestratorSettings {
    if (standbyReplicas < 0 || standbyReplicas > 4) {
      throw new IllegalArgumentException(
          "Expected walkback.orchestrator.standby-replicas from 0 to 4, but found %d"
              .formatted(standbyReplicas));
    }
    if (threads < 1 || threads > 64) {
      throw new IllegalArgumentException(
          "Expected walkback.orchestrator.threads from 1 to 64, but found %d".formatted(threads));
    }
  }
}
