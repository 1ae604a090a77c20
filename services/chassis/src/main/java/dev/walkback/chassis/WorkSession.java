package dev.walkback.chassis;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one consumer within a {@link KeyedWorkLoop}. Everything but the work itself happens
 * on the loop's thread.
 */
final class WorkSession implements ConsumerRebalanceListener {

  static final Duration REVOKE_PATIENCE = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(WorkSession.class);
  private static final Duration COMMIT_PATIENCE = Duration.ofSeconds(3);

  private final Consumer<byte[], byte[]> consumer;
  private final RecordWork work;
  private final KeyedExecutor executor;
  private final InFlight inFlight;
  private final BooleanSupplier stopping;
  private final Map<TopicPartition, PartitionProgress> assigned = new HashMap<>();
  private volatile boolean broken;

  WorkSession(
      Consumer<byte[], byte[]> consumer,
      RecordWork work,
      KeyedExecutor executor,
      InFlight inFlight,
      BooleanSupplier stopping) {
    this.consumer = consumer;
    this.work = work;
    this.executor = executor;
    this.inFlight = inFlight;
    this.stopping = stopping;
  }

  /**
   * One round: fetch, hand out, commit what is done.
   *
   * @throws KafkaException when only another consumer can go on
   */
  void round(Duration patience) {
    if (broken) {
      throw new KafkaException("a record was neither handled nor buried, so it is read again");
    }
    for (ConsumerRecord<byte[], byte[]> consumed : consumer.poll(patience)) {
      accept(consumed);
    }
    commit();
    if (inFlight.isFull()) {
      consumer.pause(consumer.assignment());
    } else if (inFlight.hasRoom()) {
      consumer.resume(consumer.paused());
    }
  }

  /** Records that the broker has and that were not fetched yet. */
  long lag() {
    long lag = 0;
    for (TopicPartition partition : consumer.assignment()) {
      OptionalLong behind = consumer.currentLag(partition);
      lag += behind.orElse(0);
    }
    return lag;
  }

  /** After the consumer is closed nothing of it may go on. */
  void end() {
    assigned.values().forEach(PartitionProgress::revoke);
    executor.interrupt(Set.copyOf(assigned.values()));
    assigned.clear();
  }

  private void accept(ConsumerRecord<byte[], byte[]> consumed) {
    var partition = new TopicPartition(consumed.topic(), consumed.partition());
    PartitionProgress progress = assigned.computeIfAbsent(partition, _ -> new PartitionProgress());
    InboundRecord inbound = InboundRecord.of(consumed);
    progress.begin(consumed.offset());
    var task = new OneRecord(inbound, progress);
    inFlight.add(task.size());
    executor.submit(inbound.key() == null ? inbound.position() : inbound.key(), task);
  }

  /** A commit that fails is no harm: the next one includes it, or the records come again. */
  private void commit() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    assigned.forEach((partition, progress) -> {
      long offset = progress.committable();
      if (offset >= 0) {
        offsets.put(partition, new OffsetAndMetadata(offset));
      }
    });
    if (offsets.isEmpty()) {
      return;
    }
    try {
      Failpoint.BEFORE_COMMIT.reach();
      consumer.commitSync(offsets, COMMIT_PATIENCE);
      Failpoint.AFTER_COMMIT.reach();
    } catch (RetriableException | RebalanceInProgressException | CommitFailedException e) {
      LOG.warn("commit failed, will be repeated reason=\"{}\"", e.getMessage());
      return;
    }
    offsets.forEach((partition, offset) -> {
      PartitionProgress progress = assigned.get(partition);
      if (progress != null) {
        progress.committed(offset.offset());
      }
    });
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    partitions.forEach(partition -> assigned.put(partition, new PartitionProgress()));
  }

  /**
   * Starts nothing more, gives what runs a moment, commits what is done, and interrupts the rest:
   * it now belongs to somebody else.
   */
  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    Set<PartitionProgress> leaving = leaving(partitions);
    try {
      awaitIdle(leaving);
      commit();
    } finally {
      executor.interrupt(leaving);
      partitions.forEach(assigned::remove);
    }
  }

  /** Somebody else has them already: there is nothing to wait for and nothing to commit. */
  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    executor.interrupt(leaving(partitions));
    partitions.forEach(assigned::remove);
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

  private static void awaitIdle(Set<PartitionProgress> leaving) {
    long end = System.nanoTime() + REVOKE_PATIENCE.toNanos();
    while (System.nanoTime() - end < 0 && !leaving.stream().allMatch(PartitionProgress::isIdle)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  /** The work on one record. */
  private final class OneRecord implements KeyedExecutor.Task {

    private final InboundRecord inbound;
    private final PartitionProgress progress;

    OneRecord(InboundRecord inbound, PartitionProgress progress) {
      this.inbound = inbound;
      this.progress = progress;
    }

    long size() {
      byte[] value = inbound.value();
      return value == null ? 0 : value.length;
    }

    @Override
    public PartitionProgress progress() {
      return progress;
    }

    @Override
    public void run() {
      try {
        if (progress.started()) {
          try {
            work.run(inbound, this::isGivenUp);
            progress.finish(inbound.offset());
          } finally {
            progress.ended();
          }
        }
      } catch (InterruptedException e) {
        LOG.debug("work was taken away and will be given again position={}", inbound.position());
      } catch (RuntimeException | Error e) {
        LOG.error("record cannot even be buried position={}", inbound.position(), e);
        broken = true;
      } finally {
        inFlight.remove(size());
      }
    }

    private boolean isGivenUp() {
      return progress.isRevoked() || stopping.getAsBoolean();
    }
  }
}
