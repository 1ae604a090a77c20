package dev.walkback.gateway.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The HTTP edge: {@code walkback.gateway.*}.
 *
 * @param token a shared secret that callers send as {@code Authorization: Bearer}; empty lets
 *     everyone in who can reach the port
 * @param maxConcurrent requests at one time; more are told to come again
 * @param ackTimeout how long the broker may take to confirm a record
 */
@ConfigurationProperties("walkback.gateway")
public record GatewaySettings(
    @DefaultValue("") String token,
    @DefaultValue("64") int maxConcurrent,
    @DefaultValue("2s") Duration ackTimeout) {

  public GatewaySettings {
    if (maxConcurrent < 1) {
      throw new IllegalArgumentException(
          "Expected walkback.gateway.max-concurrent of at least 1, but found " + maxConcurrent);
    }
    if (!ackTimeout.isPositive()) {
      throw new IllegalArgumentException(
          "Expected a positive walkback.gateway.ack-timeout, but found " + ackTimeout);
    }
  }

  @Override
  public String toString() {
    return "GatewaySettings[token %s, maxConcurrent=%d, ackTimeout=%s]"
        .formatted(token.isEmpty() ? "none" : "(hidden)", maxConcurrent, ackTimeout);
  }
}
