package dev.walkback.chassis;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How topics are made: {@code walkback.topics.*}.
 *
 * @param create whether missing topics are created; otherwise they are waited for
 * @param partitions of every topic: the same for all, so that an application is in the same
 *     partition everywhere
 * @param replicationFactor -1 for the broker's default
 */
@ConfigurationProperties("walkback.topics")
public record TopicSettings(
    @DefaultValue("true") boolean create,
    @DefaultValue("12") int partitions,
    @DefaultValue("-1") short replicationFactor) {

  public TopicSettings {
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "Expected walkback.topics.partitions of at least 1, but found %d".formatted(partitions));
    }
  }
}
