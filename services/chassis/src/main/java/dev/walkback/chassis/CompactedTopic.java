package dev.walkback.chassis;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.Event;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A compacted topic as a value: read to its end at the start, then followed. Ready once the end was
 * reached. A broker that is away is waited for, with the value known so far. What cannot be read
 * changes nothing.
 *
 * <p>A record is seen as soon as the broker has it committed: the broker holds an empty fetch back
 * until there is something to tell.
 *
 * @param <V> immutable
 */
abstract sealed class CompactedTopic<V> implements EdgeWorker permits PoliciesView, HoldsView {

  private static final Logger LOG = LoggerFactory.getLogger(CompactedTopic.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final String name;
  private final Topic topic;
  private final V nothing;
  private final Source source;
  private final EventReader reader;
  private final Pulse pulse = new Pulse();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Object newer = new Object();
  private volatile Standing<V> standing;
  private volatile boolean caughtUp;
  private volatile @Nullable Consumer<byte[], byte[]> consumer;

  CompactedTopic(String name, Topic topic, V nothing, Source source, EventCodec codec) {
    this.name = name;
    this.topic = topic;
    this.nothing = nothing;
    this.source = source;
    this.reader = new EventReader(codec);
    this.standing = new Standing<>(nothing, Map.of());
  }

  /** The value with this event in force. */
  abstract V with(V before, Event event);

  /** The value without what was in force for this key. */
  abstract V without(V before, ApplicationId key);

  /** What was read, and how far. */
  private record Standing<V>(V value, Map<TopicPartition, Long> positions) {

    boolean reaches(Map<TopicPartition, Long> ends) {
      return ends.entrySet().stream()
          .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }
  }

  /** The newest value; the empty one until {@link #isReady()}. */
  public final V current() {
    return standing.value();
  }

  /**
   * The value with everything in it that was committed before this was called; empty where that
   * cannot be made sure of within this time.
   */
  public final Optional<V> asOfNow(Duration within) throws InterruptedException {
    long end = System.nanoTime() + within.toNanos();
    if (!caughtUp) {
      return Optional.empty();
    }
    var goal = source.ends().now(standing.positions().keySet(), within);
    return goal.isPresent() ? reaching(goal.get(), end) : Optional.empty();
  }

  private Optional<V> reaching(Map<TopicPartition, Long> goal, long end)
      throws InterruptedException {
    synchronized (newer) {
      while (!standing.reaches(goal)) {
        long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (millis <= 0) {
          return Optional.empty();
        }
        newer.wait(millis);
      }
      return Optional.of(standing.value());
    }
  }

  @Override
  public final String name() {
    return name;
  }

  /** Whether there is a value to go by, be it an old one. */
  @Override
  public final boolean isReady() {
    return caughtUp;
  }

  /** Also that it is not followed any more; a broker that is away is not its own trouble. */
  @Override
  public final Optional<String> problem() {
    return isReady()
        ? pulse
            .stoppedFor(source.clock().instant())
            .map(time -> "could not be read for %d s; see the log".formatted(time.toSeconds()))
        : EdgeWorker.super.problem();
  }

  @Override
  public final void start() {
    Thread.ofPlatform().name(name + "-view").daemon(true).start(this::run);
  }

  @Override
  public final void stop() {
    stopping.countDown();
    Consumer<byte[], byte[]> open = consumer;
    if (open != null) {
      open.wakeup();
    }
    source.ends().close();
  }

  private void run() {
    while (!isStopping()) {
      try (Consumer<byte[], byte[]> opened = source.consumers().get()) {
        consumer = opened;
        follow(opened, readToTheEnd(opened));
      } catch (WakeupException e) {
        LOG.debug("view woken view={}", name);
      } catch (KafkaException e) {
        LOG.warn("{} cannot be read, trying again reason=\"{}\"", name, e.getMessage());
        pauseBeforeReconnect();
      } catch (RuntimeException e) {
        LOG.error("{} cannot be followed, reading it anew", name, e);
        pauseBeforeReconnect();
      } finally {
        consumer = null;
      }
    }
  }

  /** From nothing, so that what was removed while we were away does not live on. */
  private V readToTheEnd(Consumer<byte[], byte[]> opened) {
    List<TopicPartition> partitions =
        opened.partitionsFor(topic.name()).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new KafkaException("Expected the topic " + topic.name() + ", but found none");
    }
    opened.assign(partitions);
    opened.seekToBeginning(partitions);
    Map<TopicPartition, Long> goal = opened.endOffsets(partitions);
    V value = nothing;
    while (!isStopping()
        && goal.entrySet().stream()
            .anyMatch(end -> opened.position(end.getKey()) < end.getValue())) {
      value = poll(opened, value);
    }
    return value;
  }

  private void follow(Consumer<byte[], byte[]> opened, V read) {
    V value = read;
    while (!isStopping()) {
      stand(opened, value);
      value = poll(opened, value);
    }
  }

  private void stand(Consumer<byte[], byte[]> opened, V value) {
    Map<TopicPartition, Long> positions =
        opened.assignment().stream()
            .collect(Collectors.toUnmodifiableMap(each -> each, opened::position));
    synchronized (newer) {
      standing = new Standing<>(value, positions);
      newer.notifyAll();
    }
    if (!caughtUp) {
      LOG.info("{} read to the end", name);
      caughtUp = true;
    }
  }

  private V poll(Consumer<byte[], byte[]> opened, V before) {
    V value = before;
    for (ConsumerRecord<byte[], byte[]> consumed : opened.poll(POLL)) {
      value = after(value, InboundRecord.of(consumed));
    }
    pulse.beat(source.clock().instant());
    return value;
  }

  private V after(V before, InboundRecord inbound) {
    return switch (KeyedRecord.of(inbound, topic, reader)) {
      case KeyedRecord.Changed(Event event) -> with(before, event);
      case KeyedRecord.Removed(ApplicationId key) -> without(before, key);
      case KeyedRecord.Unreadable(String reason) -> {
        LOG.warn(
            "record ignored, what was before stays in force position={} reason=\"{}\"",
            inbound.position(),
            OneLine.of(reason));
        yield before;
      }
    };
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void pauseBeforeReconnect() {
    try {
      boolean _ = stopping.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
