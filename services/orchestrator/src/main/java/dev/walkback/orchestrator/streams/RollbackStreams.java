package dev.walkback.orchestrator.streams;

import dev.walkback.chassis.ConsumerLag;
import dev.walkback.chassis.EdgeWorker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka Streams as a worker: begins when the policies are known and the topics fit together, ends
 * by leaving its group, so that the next instance need not wait for a session to expire.
 */
public final class RollbackStreams implements EdgeWorker, MeterBinder {

  private static final Logger LOG = LoggerFactory.getLogger(RollbackStreams.class);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);
  private static final Duration REPLACE_PAUSE = Duration.ofMillis(500);
  private static final long RETRY_MILLIS = 200;

  private final Topology topology;
  private final Map<String, Object> config;
  private final BooleanSupplier mayBegin;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile @Nullable KafkaStreams streams;

  /**
   * Begins nothing yet.
   *
   * @param mayBegin asked again and again until it says yes; says itself why not
   */
  public RollbackStreams(Topology topology, Map<String, Object> config, BooleanSupplier mayBegin) {
    this.topology = topology;
    this.config = Map.copyOf(config);
    this.mayBegin = mayBegin;
  }

  @Override
  public String name() {
    return "orchestrator";
  }

  @Override
  public synchronized boolean isReady() {
    return streams != null && streams.state() == KafkaStreams.State.RUNNING;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    ConsumerLag.register(registry, name(), this::lag);
  }

  private double lag() {
    KafkaStreams running = streams;
    return running == null ? 0 : ConsumerLag.of(running.metrics());
  }

  @Override
  public void start() {
    Thread.ofPlatform().name("orchestrator-start").daemon(true).start(this::begin);
  }

  private void begin() {
    try {
      while (!mayBegin.getAsBoolean()) {
        if (stopping.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    open();
  }

  private synchronized void open() {
    if (stopping.getCount() == 0) {
      return;
    }
    KafkaStreams opened =
        new KafkaStreams(topology, new StreamsConfig(config), new StreamsClients());
    opened.setUncaughtExceptionHandler(RollbackStreams::replace);
    opened.setStateListener((now, before) -> LOG.info("streams state={} before={}", now, before));
    opened.start();
    streams = opened;
  }

  /** What was not committed is done again by a new thread; never by this one, never by nobody. */
  private static StreamThreadExceptionResponse replace(Throwable cause) {
    LOG.error("streams thread failed and is replaced", cause);
    LockSupport.parkNanos(REPLACE_PAUSE.toNanos());
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  @Override
  public synchronized void stop() {
    stopping.countDown();
    if (streams != null) {
      boolean closed =
          streams.close(
              CloseOptions.timeout(CLOSE_PATIENCE)
                  .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
      if (!closed) {
        LOG.warn("streams did not close within seconds={}", CLOSE_PATIENCE.toSeconds());
      }
      streams = null;
    }
  }
}
