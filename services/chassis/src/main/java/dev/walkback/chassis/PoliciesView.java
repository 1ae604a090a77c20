package dev.walkback.chassis;

import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policies as they stand on their topic: read to the end at the start, then followed. Ready
 * once the end was reached. A broker that is away is waited for, with the policies known so far in
 * force.
 */
public final class PoliciesView implements EdgeWorker {

  private static final Logger LOG = LoggerFactory.getLogger(PoliciesView.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaSettings settings;
  private final PolicyRecords policyRecords;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile Policies current = Policies.NONE;
  private volatile boolean caughtUp;
  private volatile @Nullable Consumer<byte[], byte[]> consumer;

  public PoliciesView(KafkaSettings settings, EventCodec codec) {
    this.settings = settings;
    this.policyRecords = new PolicyRecords(codec);
  }

  /** The newest policies; empty until {@link #isReady()}. */
  public Policies current() {
    return current;
  }

  @Override
  public String name() {
    return "policies";
  }

  @Override
  public boolean isReady() {
    return caughtUp;
  }

  @Override
  public void start() {
    Thread.ofPlatform().name("policies-view").daemon(true).start(this::run);
  }

  @Override
  public void stop() {
    stopping.countDown();
    Consumer<byte[], byte[]> open = consumer;
    if (open != null) {
      open.wakeup();
    }
  }

  private void run() {
    while (!isStopping()) {
      try (Consumer<byte[], byte[]> opened =
          new KafkaConsumer<>(
              settings.reader(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
        consumer = opened;
        follow(opened, readToTheEnd(opened));
      } catch (WakeupException e) {
        LOG.debug("policies view woken");
      } catch (KafkaException e) {
        LOG.warn("policies cannot be read, trying again reason=\"{}\"", e.getMessage());
        pauseBeforeReconnect();
      } finally {
        consumer = null;
      }
    }
  }

  /** From nothing, so that a policy which was removed while we were away does not live on. */
  private Policies readToTheEnd(Consumer<byte[], byte[]> opened) {
    List<TopicPartition> partitions =
        opened.partitionsFor(Topics.POLICIES.name()).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new KafkaException("Expected the topic " + Topics.POLICIES.name() + ", but found none");
    }
    opened.assign(partitions);
    opened.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = opened.endOffsets(partitions);
    Policies policies = Policies.NONE;
    while (!isStopping()
        && ends.entrySet().stream()
            .anyMatch(end -> opened.position(end.getKey()) < end.getValue())) {
      policies = poll(opened, policies);
    }
    return policies;
  }

  private void follow(Consumer<byte[], byte[]> opened, Policies read) {
    Policies policies = read;
    while (!isStopping()) {
      current = policies;
      if (!caughtUp) {
        LOG.info("policies read applications={}", policies.byApplication().size());
        caughtUp = true;
      }
      policies = poll(opened, policies);
    }
  }

  private Policies poll(Consumer<byte[], byte[]> opened, Policies before) {
    Policies policies = before;
    for (ConsumerRecord<byte[], byte[]> consumed : opened.poll(POLL)) {
      policies = policyRecords.apply(policies, InboundRecord.of(consumed));
    }
    return policies;
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
