package dev.walkback.chassis;

import dev.walkback.events.topic.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
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
 * <p>At most {@value #MAX_IN_FLIGHT} records are in work; beyond that fetching pauses. When
 * partitions are taken away, running work has {@link #REVOKE_PATIENCE} to finish and is interrupted
 * then. A broker that is away is waited for.
 */
public final class KeyedWorkLoop implements EdgeWorker {

  static final int MAX_IN_FLIGHT = 2_000;
  static final Duration REVOKE_PATIENCE = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(KeyedWorkLoop.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration RECONNECT = Duration.ofSeconds(1);

  private final String name;
  private final Topic topic;
  private final String group;
  private final KafkaSettings settings;
  private final RecordWork work;
  private final KeyedExecutor executor;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Map<TopicPartition, PartitionProgress> assigned = new HashMap<>();
  private volatile boolean ready;
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
        boolean _ = running.join(REVOKE_PATIENCE.plusSeconds(3));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void run() {
    while (!isStopping()) {
      try (Consumer<byte[], byte[]> opened =
          new KafkaConsumer<>(
              settings.consumer(group), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
        consumer = opened;
        opened.subscribe(List.of(topic.name()), new Rebalances(opened));
        consume(opened);
      } catch (WakeupException e) {
        LOG.debug("loop={} woken", name);
      } catch (KafkaException e) {
        LOG.warn(
            "consumer failed, opening another loop={} topic={} reason=\"{}\"",
            name,
            topic.name(),
            e.getMessage());
        pauseBeforeReconnect();
      } finally {
        ready = false;
        consumer = null;
      }
    }
  }

  private void consume(Consumer<byte[], byte[]> opened) {
    while (!isStopping()) {
      for (ConsumerRecord<byte[], byte[]> consumed : opened.poll(POLL)) {
        accept(consumed);
      }
      ready = !opened.assignment().isEmpty() || opened.groupMetadata().generationId() > 0;
      commit(opened);
      regulate(opened);
    }
  }

  private void accept(ConsumerRecord<byte[], byte[]> consumed) {
    var partition = new TopicPartition(consumed.topic(), consumed.partition());
    PartitionProgress progress = assigned.computeIfAbsent(partition, _ -> new PartitionProgress());
    InboundRecord inbound = InboundRecord.of(consumed);
    progress.begin(consumed.offset());
    inFlight.incrementAndGet();
    String key = inbound.key() == null ? inbound.position() : inbound.key();
    executor.submit(key, new OneRecord(inbound, progress));
  }

  private void commit(Consumer<byte[], byte[]> opened) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    assigned.forEach((partition, progress) -> {
      long offset = progress.committable();
      if (offset >= 0) {
        offsets.put(partition, new OffsetAndMetadata(offset));
      }
    });
    if (!offsets.isEmpty()) {
      opened.commitSync(offsets, REVOKE_PATIENCE);
      offsets.forEach((partition, offset) -> {
        PartitionProgress progress = assigned.get(partition);
        if (progress != null) {
          progress.committed(offset.offset());
        }
      });
    }
  }

  private void regulate(Consumer<byte[], byte[]> opened) {
    if (inFlight.get() >= MAX_IN_FLIGHT) {
      opened.pause(opened.assignment());
    } else if (inFlight.get() < MAX_IN_FLIGHT / 2) {
      opened.resume(opened.paused());
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

  private final class OneRecord implements KeyedExecutor.Task {

    private final InboundRecord inbound;
    private final PartitionProgress progress;

    OneRecord(InboundRecord inbound, PartitionProgress progress) {
      this.inbound = inbound;
      this.progress = progress;
    }

    @Override
    public void run() throws InterruptedException {
      try {
        work.run(inbound, () -> progress.isRevoked() || isStopping());
        progress.finish(inbound.offset());
      } finally {
        inFlight.decrementAndGet();
      }
    }

    @Override
    public PartitionProgress progress() {
      return progress;
    }
  }

  /**
   * Gives running work a moment, commits what is done, and interrupts the rest: it now belongs to
   * somebody else.
   */
  private final class Rebalances implements ConsumerRebalanceListener {

    private final Consumer<byte[], byte[]> opened;

    Rebalances(Consumer<byte[], byte[]> opened) {
      this.opened = opened;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      partitions.forEach(partition -> assigned.put(partition, new PartitionProgress()));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      Set<PartitionProgress> leaving = leaving(partitions);
      awaitIdle(leaving);
      commit(opened);
      end(partitions, leaving);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      end(partitions, leaving(partitions));
    }

    private Set<PartitionProgress> leaving(Collection<TopicPartition> partitions) {
      Set<PartitionProgress> leaving = new HashSet<>();
      for (TopicPartition partition : partitions) {
        PartitionProgress progress = assigned.get(partition);
        if (progress != null) {
          progress.revoke();
          leaving.add(progress);
        }
      }
      return leaving;
    }

    private void awaitIdle(Set<PartitionProgress> leaving) {
      long end = System.nanoTime() + REVOKE_PATIENCE.toNanos();
      while (System.nanoTime() < end
          && !leaving.stream().allMatch(PartitionProgress::isIdle)
          && !isStopping()) {
        java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      }
    }

    private void end(Collection<TopicPartition> partitions, Set<PartitionProgress> leaving) {
      executor.interrupt(leaving);
      partitions.forEach(assigned::remove);
    }
  }
}
