package dev.walkback.orchestrator.streams;

import dev.walkback.chassis.KafkaSettings;
import dev.walkback.events.Envelope;
import dev.walkback.events.Event;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.codec.Decoded;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.codec.Wire;
import dev.walkback.events.topic.Topic;
import dev.walkback.events.topic.Topics;
import dev.walkback.orchestrator.config.OrchestratorSettings;
import dev.walkback.orchestrator.core.ApplicationState;
import dev.walkback.orchestrator.core.Context;
import dev.walkback.orchestrator.core.World;
import dev.walkback.orchestrator.inbound.InputReader;
import dev.walkback.orchestrator.inbound.Surroundings;
import dev.walkback.orchestrator.outbound.Scribe;
import dev.walkback.orchestrator.outbound.StateCodec;
import dev.walkback.orchestrator.outbound.StoredApplication;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The real topology without a broker, on a clock of its own. Keeps everything that it wrote. */
final class Shell implements AutoCloseable {

  private final EventCodec codec = new EventCodec();
  private final StateCodec states = new StateCodec();
  private final Surroundings policies;
  private final int partitions;
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final Map<String, List<TestRecord<byte[], byte[]>>> written = new HashMap<>();
  private TopologyTestDriver driver;
  private Instant now = World.NOON;
  private int events;

  Shell(Surroundings policies, int partitions) {
    this.policies = policies;
    this.partitions = partitions;
    this.driver = driver();
  }

  static Shell withPolicy() {
    return new Shell(_ -> Context.of(Optional.of(World.policy(World.BACKEND))), 1);
  }

  private TopologyTestDriver driver() {
    Properties config = new Properties();
    config.putAll(
        StreamsSettings.of(
            new KafkaSettings("nowhere:9092", Map.of()), new OrchestratorSettings(0, 1)));
    var parts =
        new RollbackProcessor.Parts(
            new InputReader(codec, () -> partitions),
            policies,
            new Scribe(codec),
            states,
            new RollbackMetrics(meters));
    return new TopologyTestDriver(RollbackTopology.of(parts, () -> now), config, now);
  }

  /** As after a crash: a new processor on what was stored. */
  void restart() {
    Map<String, byte[]> stored = new HashMap<>();
    try (var all = applications().all()) {
      all.forEachRemaining(row -> stored.put(row.key, row.value));
    }
    driver.close();
    driver = driver();
    stored.forEach(applications()::put);
  }

  void pass(Duration time) {
    now = now.plus(time);
    driver.advanceWallClockTime(time);
    drain();
  }

  void write(Topic topic, Event event) {
    write(topic, "event-" + ++events, event);
  }

  void write(Topic topic, String id, Event event) {
    Wire wire = codec.encode(new Envelope<>(id, "/walkback/test", now, Optional.empty(), event));
    write(topic, wire.key(), wire.headers(), wire.value());
  }

  void write(
      Topic topic, @Nullable String key, Map<String, byte[]> headers, byte @Nullable [] value) {
    RecordHeaders all = new RecordHeaders();
    headers.forEach(all::add);
    byte @Nullable [] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    driver
        .createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(new TestRecord<>(keyBytes, value, all, Long.MAX_VALUE / 2));
    drain();
  }

  private void drain() {
    for (Topic topic : RollbackTopology.OUTPUTS) {
      written
          .computeIfAbsent(topic.name(), _ -> new ArrayList<>())
          .addAll(
              driver
                  .createOutputTopic(
                      topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                  .readRecordsToList());
    }
  }

  /** Everything that was written to a topic so far. */
  List<TestRecord<byte[], byte[]>> on(Topic topic) {
    return List.copyOf(written.getOrDefault(topic.name(), List.of()));
  }

  List<Envelope<? extends Event>> events(Topic topic) {
    return on(topic).stream().<Envelope<? extends Event>>map(this::decode).toList();
  }

  List<AuditRecord> audit() {
    return events(Topics.AUDIT).stream().map(envelope -> (AuditRecord) envelope.data()).toList();
  }

  private Envelope<? extends Event> decode(TestRecord<byte[], byte[]> record) {
    Map<String, byte[]> headers = new HashMap<>();
    record.headers().forEach(header -> headers.put(header.key(), header.value()));
    return ((Decoded.Read) codec.decode(headers, record.value())).envelope();
  }

  static String header(TestRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  ApplicationState state() {
    return stored().state();
  }

  long timers() {
    return stored().timers().size();
  }

  private StoredApplication stored() {
    return states.decode(applications().get(World.SHOP.toString()));
  }

  MeterRegistry meters() {
    return meters;
  }

  private KeyValueStore<String, byte[]> applications() {
    return driver.getKeyValueStore(RollbackTopology.APPLICATIONS);
  }

  @Override
  public void close() {
    driver.close();
  }
}
