package dev.walkback.systemtests.chaos;

import dev.walkback.events.WorkloadKind;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.codec.Decoded;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.topic.Topics;
import dev.walkback.systemtests.Shop;
import dev.walkback.testsupport.RecordWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Commands in every partition, ten a second, and when the decision about one of them could first be
 * read by anybody. The commands are about applications that nobody knows: each is decided at once,
 * and touches nothing.
 */
final class Pulse implements AutoCloseable {

  private static final Duration BEAT = Duration.ofMillis(100);

  /** An application remembers what was asked of it; with many, none has much to remember. */
  private static final int APPLICATIONS = 20;

  private static final Duration POLL = Duration.ofMillis(20);

  private final RecordWriter writer;
  private final KafkaConsumer<String, byte[]> audit;
  private final EventCodec codec = new EventCodec();
  private final Map<Integer, List<Shop>> shops = new TreeMap<>();
  private final ConcurrentMap<Integer, Instant> decided = new ConcurrentHashMap<>();
  private final List<Thread> threads;
  private volatile Instant mark = Instant.MAX;
  private volatile boolean closed;

  private Pulse(String kafka) {
    writer = new RecordWriter(kafka);
    audit =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    threads =
        List.of(
            Thread.ofPlatform().name("pulse").daemon(true).unstarted(this::beat),
            Thread.ofPlatform().name("pulse-reader").daemon(true).unstarted(this::read));
  }

  /** Begins at once; the topics are there. */
  static Pulse start(String kafka) {
    var pulse = new Pulse(kafka);
    List<TopicPartition> partitions =
        pulse.audit.partitionsFor(Topics.AUDIT.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    pulse.audit.assign(partitions);
    pulse.audit.seekToEnd(partitions);
    pulse.findShops(partitions.size());
    pulse.threads.forEach(Thread::start);
    return pulse;
  }

  private void findShops(int partitions) {
    for (int i = 0;
        shops.size() < partitions || !shops.values().stream().allMatch(Pulse::isFull);
        i++) {
      Shop shop = Shop.of(WorkloadKind.DEPLOYMENT, "pulse", "a" + i);
      List<Shop> there = shops.computeIfAbsent(command(shop), _ -> new ArrayList<>());
      if (!isFull(there)) {
        there.add(shop);
      }
    }
  }

  private static boolean isFull(List<Shop> there) {
    return there.size() == APPLICATIONS;
  }

  private int command(Shop shop) {
    return writer.write(Topics.COMMANDS, shop.rollBack("whether somebody decides")).partition();
  }

  /** From now on, when is something decided that was not yet? */
  void mark() {
    decided.clear();
    mark = Instant.now();
  }

  /** For each partition, when the first decision that was made after the mark could be read. */
  Map<Integer, Instant> decided() {
    return Map.copyOf(decided);
  }

  /** Whether every partition has somebody who decides. */
  boolean isWhole() {
    return decided.size() == shops.size();
  }

  private void beat() {
    for (int beat = 0; !closed; beat++) {
      for (List<Shop> there : shops.values()) {
        command(there.get(beat % APPLICATIONS));
      }
      LockSupport.parkNanos(BEAT.toNanos());
    }
  }

  private void read() {
    while (!closed) {
      audit.poll(POLL).forEach(this::see);
    }
    audit.close();
  }

  private void see(ConsumerRecord<String, byte[]> consumed) {
    Map<String, byte[]> headers = new HashMap<>();
    consumed.headers().forEach(header -> headers.put(header.key(), header.value()));
    if (codec.decode(headers, consumed.value()) instanceof Decoded.Read read
        && read.envelope().data() instanceof AuditRecord record
        && record.at().isAfter(mark)) {
      decided.putIfAbsent(consumed.partition(), Instant.now());
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      for (Thread thread : threads) {
        thread.join(Duration.ofSeconds(35));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    writer.close();
  }
}
