package dev.walkback.benchmarks.latency;

import dev.walkback.benchmarks.world.Clients;
import dev.walkback.events.Event;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.codec.Decoded;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.guard.GuardAnswer;
import dev.walkback.events.guard.GuardRequest;
import dev.walkback.events.suspicion.Suspicion;
import dev.walkback.events.topic.Topic;
import dev.walkback.events.topic.Topics;
import dev.walkback.events.verification.Verification;
import dev.walkback.events.verification.VerificationOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** Reads all topics from outside, committed records only, and tells when it has what. */
final class Observer implements AutoCloseable {

  private static final List<Topic> TOPICS =
      List.of(
          Topics.TRIGGERS,
          Topics.SUSPICIONS,
          Topics.GUARD_REQUESTS,
          Topics.GUARD_ANSWERS,
          Topics.EXECUTIONS,
          Topics.EXECUTION_OUTCOMES,
          Topics.VERIFICATIONS,
          Topics.VERIFICATION_OUTCOMES,
          Topics.AUDIT);

  /** From the alert to the step. */
  private static final List<Topic> TO_THE_STEP = TOPICS.subList(0, 5);

  private final EventCodec codec = new EventCodec();
  private final Sightings sightings;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private final Map<String, Size> sizes = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  /** Who wants to know. */
  @FunctionalInterface
  interface Sightings {

    void seen(String application, Stage stage, long at);
  }

  Observer(Clients clients, Sightings sightings) {
    this.sightings = sightings;
    consumer = clients.consumer(Map.of());
    List<TopicPartition> partitions =
        TOPICS.stream()
            .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    thread = Thread.ofPlatform().name("observer").start(this::run);
  }

  private void run() {
    try (consumer) {
      while (!stopping) {
        for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofMillis(100))) {
          saw(each, System.nanoTime());
        }
      }
    }
  }

  private void saw(ConsumerRecord<byte[], byte[]> record, long at) {
    sizes.computeIfAbsent(record.topic(), _ -> new Size()).add(record);
    if (record.topic().equals(Topics.TRIGGERS.name())) {
      return;
    }
    Map<String, byte[]> headers = new HashMap<>();
    for (Header header : record.headers()) {
      headers.put(header.key(), header.value());
    }
    if (codec.decode(headers, record.value()) instanceof Decoded.Read read) {
      Event event = read.envelope().data();
      String application =
          event instanceof GuardRequest.Ask ask
              ? ask.requester().toString()
              : new String(record.key(), StandardCharsets.UTF_8);
      stage(event).ifPresent(stage -> sightings.seen(application, stage, at));
    }
  }

  private static Optional<Stage> stage(Event event) {
    return switch (event) {
      case Suspicion _ -> Optional.of(Stage.SUSPICION);
      case GuardRequest.Ask _ -> Optional.of(Stage.ASKED);
      case GuardAnswer _ -> Optional.of(Stage.ANSWERED);
      case Execution _ -> Optional.of(Stage.EXECUTION);
      case ExecutionOutcome _ -> Optional.of(Stage.OUTCOME);
      case Verification.AwaitRecovery _ -> Optional.of(Stage.VERIFICATION);
      case VerificationOutcome.Concluded concluded
          when concluded.phase() == VerificationOutcome.Phase.RECOVERY ->
          Optional.of(Stage.RECOVERED);
      case AuditRecord audit when audit.entry() instanceof AuditEntry.SoakStarted ->
          Optional.of(Stage.AUDITED);
      default -> Optional.empty();
    };
  }

  /** What was on the average, so far, on the way to the step. */
  Sizes sizes() {
    return new Sizes(
        TO_THE_STEP.stream()
            .map(topic -> sizes.get(topic.name()))
            .filter(Objects::nonNull)
            .map(Size::average)
            .toList());
  }

  @Override
  public void close() {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Size {

    private final LongAdder records = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    void add(ConsumerRecord<byte[], byte[]> record) {
      records.increment();
      bytes.add(record.value().length);
      for (Header header : record.headers()) {
        bytes.add(header.key().length() + header.value().length);
      }
    }

    int average() {
      return (int) (bytes.sum() / Math.max(1, records.sum()));
    }
  }
}
