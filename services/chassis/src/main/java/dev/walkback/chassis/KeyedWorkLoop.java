package dev.walkback.chassis;

import dev.walkback.events.topic.Topic;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer for work that may take minutes: it polls whatever its workers do, runs one key in
 * order and different keys in parallel, and commits only up to the first unfinished record. At
 * least once: after a crash or a rebalance unfinished work is given again.
 *
 * <p>Beyond {@value InFlight#MAX_RECORDS} records or 32 MiB in work, fetching pauses. When
 * partitions are taken away, or the loop is stopped, nothing more is started, running work has five
 * seconds to finish and is interrupted then. A broker that is away is waited for.
 */
public final class KeyedWorkLoop implements EdgeWorker, MeterBinder {

  private static final Logger LOG = LoggerFactory.getLogger(KeyedWorkLoop.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration RECONNECT = Duration.ofSeconds(1);
  private static final Duration CLOSING = WorkSession.REVOKE_PATIENCE.plusSeconds(4);

  private final String name;
  private final Topic topic;
  private final String group;
  private final KafkaSettings settings;
  private final RecordWork work;
  private final KeyedExecutor executor;
  private final InFlight inFlight = new InFlight();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile boolean ready;
  private volatile long lag;
  private volatile @Nullable Consumer<byte[], byte[]> consumer;
  private volatile @Nullable Thread thread;

  public KeyedWorkLoop(
      String name, Topic topic, String group, KafkaSettings settings, RecordWork work) {
    this.name = name;
    this.topic = topic;
    this.group = group;
    this.settings = settings;
    this.work = work;
    this.executor = new KeyedExecutor(name);
  }

  @Override
  public String name() {
    return name;
  }

  /** Whether it is a member of its group; it may have no partition when there are more members. */
  @Override
  public boolean isReady() {
    return ready;
  }

  @Override
  public void start() {
    thread = Thread.ofPlatform().name(name + "-loop").daemon(true).start(this::run);
  }

  @Override
  public void stop() {
    stopping.countDown();
    Consumer<byte[], byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
    Thread running = thread;
    if (running != null) {
      try {
        boolean _ = running.join(CLOSING.plusSeconds(1));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    ConsumerLag.register(registry, name, () -> lag);
    Gauge.builder("walkback.loop.in.flight", inFlight, InFlight::records)
        .description("Records fetched and not done")
        .tag("loop", name)
        .register(registry);
  }

  private void run() {
    while (!isStopping()) {
      try {
        runOneConsumer();
      } catch (WakeupException e) {
        LOG.debug("loop={} woken", name);
      } catch (KafkaException e) {
        LOG.warn(
            "consumer failed, opening another loop={} topic={} reason=\"{}\"",
            name,
            topic.name(),
            e.getMessage());
        pauseBeforeReconnect();
      }
    }
  }

  private void runOneConsumer() {
    Consumer<byte[], byte[]> opened =
        new KafkaConsumer<>(
            settings.consumer(group), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    var session = new WorkSession(opened, work, executor, inFlight, this::isStopping);
    consumer = opened;
    try {
      opened.subscribe(List.of(topic.name()), session);
      while (!isStopping()) {
        session.round(POLL);
        ready = opened.groupMetadata().generationId() > 0;
        lag = session.lag();
      }
    } finally {
      ready = false;
      consumer = null;
      close(opened, session);
    }
  }

  private void close(Consumer<byte[], byte[]> opened, WorkSession session) {
    try {
      opened.close(CloseOptions.timeout(CLOSING));
    } catch (KafkaException e) {
      LOG.warn("consumer not closed in order loop={} reason=\"{}\"", name, e.getMessage());
    } finally {
      session.end();
    }
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void pauseBeforeReconnect() {
    try {
      boolean _ = stopping.await(RECONNECT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
