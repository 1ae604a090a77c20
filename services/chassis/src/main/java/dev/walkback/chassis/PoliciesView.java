package dev.walkback.chassis;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.codec.Decoded;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.policy.RollbackPolicy;
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
 * once the end was reached.
 */
public final class PoliciesView implements EdgeWorker {

  private static final Logger LOG = LoggerFactory.getLogger(PoliciesView.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaSettings settings;
  private final EventCodec codec;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile Policies current = Policies.NONE;
  private volatile boolean caughtUp;
  private volatile @Nullable Consumer<byte[], byte[]> consumer;

  public PoliciesView(KafkaSettings settings, EventCodec codec) {
    this.settings = settings;
    this.codec = codec;
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
    while (stopping.getCount() > 0) {
      try (Consumer<byte[], byte[]> opened =
          new KafkaConsumer<>(
              settings.reader(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
        consumer = opened;
        follow(opened);
      } catch (WakeupException e) {
        LOG.debug("policies view woken");
      } catch (KafkaException e) {
        LOG.warn("policies cannot be read, trying again reason=\"{}\"", e.getMessage());
        await();
      }
    }
  }

  private void follow(Consumer<byte[], byte[]> opened) {
    List<TopicPartition> partitions =
        opened.partitionsFor(Topics.POLICIES.name()).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    opened.assign(partitions);
    opened.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = opened.endOffsets(partitions);
    while (stopping.getCount() > 0) {
      if (!caughtUp
          && ends.entrySet().stream()
              .allMatch(end -> opened.position(end.getKey()) >= end.getValue())) {
        caughtUp = true;
        LOG.info("policies read applications={}", current.byApplication().size());
      }
      for (ConsumerRecord<byte[], byte[]> consumed : opened.poll(POLL)) {
        apply(InboundRecord.of(consumed));
      }
    }
  }

  private void apply(InboundRecord inbound) {
    if (inbound.value() == null && inbound.key() != null) {
      current = current.without(ApplicationId.parse(inbound.key()));
      return;
    }
    if (codec.decode(inbound.headers(), inbound.value()) instanceof Decoded.Read read
        && read.envelope().data() instanceof RollbackPolicy policy) {
      current = current.with(policy);
      LOG.info(
          "policy application={} version={}", policy.application(), policy.version().abbreviated());
    } else {
      LOG.warn(
          "policy cannot be read, the one before stays in force position={}", inbound.position());
    }
  }

  private void await() {
    try {
      boolean _ = stopping.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
