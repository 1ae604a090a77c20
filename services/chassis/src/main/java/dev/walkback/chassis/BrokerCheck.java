package dev.walkback.chassis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Whether the broker answers; asked at most every three seconds. */
public final class BrokerCheck implements ReadinessCheck, AutoCloseable {

  private static final Duration FRESH = Duration.ofSeconds(3);
  private static final long PATIENCE_MILLIS = 2_000;

  private final KafkaSettings settings;
  private final InstantSource clock;
  private Instant askedAt = Instant.EPOCH;
  private Optional<String> answer = Optional.empty();
  private @Nullable Admin admin;

  public BrokerCheck(KafkaSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "broker";
  }

  @Override
  public synchronized Optional<String> problem() {
    Instant now = clock.instant();
    if (Duration.between(askedAt, now).abs().compareTo(FRESH) > 0) {
      answer = ask();
      askedAt = now;
    }
    return answer;
  }

  private Optional<String> ask() {
    String address = settings.bootstrapServers();
    try {
      boolean none =
          admin().describeCluster().nodes().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).isEmpty();
      return none ? Optional.of("Kafka at %s has no broker".formatted(address)) : Optional.empty();
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      return Optional.of("Kafka at %s does not answer".formatted(address));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted while asking Kafka at %s".formatted(address));
    }
  }

  /**
   * Opened late: an address that no name server knows yet must not keep a service from starting.
   */
  private Admin admin() {
    Admin open = admin;
    if (open == null) {
      open = Admin.create(settings.admin());
      admin = open;
    }
    return open;
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ofSeconds(1));
    }
  }
}
