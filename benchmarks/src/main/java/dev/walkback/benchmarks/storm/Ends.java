package dev.walkback.benchmarks.storm;

import dev.walkback.benchmarks.world.Clients;
import dev.walkback.events.RollbackId;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.codec.Decoded;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** The audit, read from outside: how each alert ended, and whether one ended twice. */
final class Ends implements AutoCloseable {

  private final EventCodec codec = new EventCodec();
  private final KafkaConsumer<byte[], byte[]> audit;
  private final Map<RollbackId, String> startedBy = new HashMap<>();
  private final Set<String> ended = new HashSet<>();
  private final Map<String, Integer> kinds = new TreeMap<>();
  private int twice;

  Ends(String kafka) {
    audit = new Clients(kafka).consumer(Map.of());
    List<TopicPartition> partitions =
        audit.partitionsFor(Topics.AUDIT.name()).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    audit.assign(partitions);
    audit.seekToBeginning(partitions);
  }

  /** Reads on for at most so long; whether anything came. */
  boolean read(Duration patience) {
    int came = 0;
    for (ConsumerRecord<byte[], byte[]> each : audit.poll(patience)) {
      came++;
      Map<String, byte[]> headers = new HashMap<>();
      for (Header header : each.headers()) {
        headers.put(header.key(), header.value());
      }
      if (codec.decode(headers, each.value()) instanceof Decoded.Read read
          && read.envelope().data() instanceof AuditRecord record) {
        heard(record);
      }
    }
    return came > 0;
  }

  private void heard(AuditRecord record) {
    AuditEntry entry = record.entry();
    if (entry instanceof AuditEntry.RollbackStarted started) {
      startedBy.put(started.rollbackId(), started.trigger().id().value());
      count("rollbacks started");
    } else if (entry instanceof AuditEntry.TriggerJoined joined) {
      end("joined", joined.trigger().id().value());
    } else if (entry instanceof AuditEntry.TriggerSuppressed suppressed) {
      end("suppressed: " + suppressed.reason(), suppressed.trigger().id().value());
    } else if (entry.isFinal()) {
      String trigger = record.rollback().map(startedBy::get).orElse("");
      end("ended: " + entry.getClass().getSimpleName(), trigger);
    }
  }

  private void end(String how, String trigger) {
    count(how);
    if (!ended.add(trigger)) {
      twice++;
    }
  }

  private void count(String what) {
    kinds.merge(what, 1, Integer::sum);
  }

  int count() {
    return ended.size();
  }

  int twice() {
    return twice;
  }

  /** How often each kind of entry came. */
  Map<String, Integer> kinds() {
    return kinds;
  }

  @Override
  public void close() {
    audit.close();
  }
}
