package dev.walkback.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.codec.Decoded;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.topic.Topics;
import dev.walkback.testsupport.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.awaitility.Awaitility;

/**
 * The audit topic, read from outside as a downstream consumer would, with its numbers and its chain
 * checked.
 */
final class Audit {

  private final String kafka;
  private final EventCodec codec = new EventCodec();

  Audit(String kafka) {
    this.kafka = kafka;
  }

  /** Everything about one application; fails where the chain has a gap or a break. */
  List<AuditRecord> of(ApplicationId application) {
    List<AuditRecord> found = new ArrayList<>();
    ContentDigest previous = AuditRecord.NONE;
    try (TopicReader reader = TopicReader.fromBeginning(kafka, Topics.AUDIT.name())) {
      for (ConsumerRecord<String, byte[]> consumed : reader.upToNow()) {
        if (application.toString().equals(consumed.key())) {
          AuditRecord read = decode(consumed);
          assertThat(read.sequence()).as("number of the record").isEqualTo(found.size() + 1L);
          assertThat(read.previous()).as("chain at record %d", read.sequence()).isEqualTo(previous);
          previous = ContentDigest.of(consumed.value());
          found.add(read);
        }
      }
    }
    return found;
  }

  List<AuditRecord> finals(ApplicationId application) {
    return of(application).stream().filter(line -> line.entry().isFinal()).toList();
  }

  /** Whether there is an entry of this kind. */
  boolean has(ApplicationId application, Class<? extends AuditEntry> kind) {
    return of(application).stream().map(AuditRecord::entry).anyMatch(kind::isInstance);
  }

  /**
   * The ends of its rollbacks. Triggers that joined one or were suppressed have ends of their own.
   */
  List<AuditRecord> ends(ApplicationId application) {
    return finals(application).stream().filter(line -> line.entry().endsRollback()).toList();
  }

  /** Waits for the first final entry; a trigger that joined ends with what it joined. */
  AuditEntry awaitEnd(ApplicationId application, Duration atMost) {
    var end = new AtomicReference<AuditEntry>();
    Awaitility.await("a final audit record of " + application)
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(300))
        .until(() -> {
          finals(application).stream()
              .map(AuditRecord::entry)
              .filter(entry -> !(entry instanceof AuditEntry.TriggerJoined))
              .findFirst()
              .ifPresent(end::set);
          return end.get() != null;
        });
    return end.get();
  }

  private AuditRecord decode(ConsumerRecord<String, byte[]> consumed) {
    Map<String, byte[]> headers = new HashMap<>();
    for (Header header : consumed.headers()) {
      headers.put(header.key(), header.value());
    }
    Decoded decoded = codec.decode(headers, consumed.value());
    assertThat(decoded).isInstanceOf(Decoded.Read.class);
    return (AuditRecord) ((Decoded.Read) decoded).envelope().data();
  }
}
