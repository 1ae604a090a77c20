package dev.walkback.benchmarks.saga;

import dev.walkback.chassis.KafkaSettings;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.codec.Wire;
import dev.walkback.events.policy.FleetPolicy;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.topic.Topics;
import dev.walkback.orchestrator.config.OrchestratorSettings;
import dev.walkback.orchestrator.core.Context;
import dev.walkback.orchestrator.inbound.InputReader;
import dev.walkback.orchestrator.outbound.Scribe;
import dev.walkback.orchestrator.outbound.StateCodec;
import dev.walkback.orchestrator.streams.RollbackMetrics;
import dev.walkback.orchestrator.streams.RollbackProcessor;
import dev.walkback.orchestrator.streams.RollbackTopology;
import dev.walkback.orchestrator.streams.StreamsSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/**
 * The orchestrator's own topology without a broker, on the thread that asks. Counts what it writes,
 * and the processor time of this thread alone: no collector, no compiler, nobody else.
 */
final class InMemory implements AutoCloseable {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final EventCodec codec = new EventCodec();
  private final TopologyTestDriver driver;
  private final Map<String, Written> written = new TreeMap<>();
  private long cpuNanos;

  InMemory(int applications) {
    Map<ApplicationId, RollbackPolicy> policies = new HashMap<>();
    for (int i = 0; i < applications; i++) {
      var policy = (RollbackPolicy) Fleet.policy(i).data();
      policies.put(policy.application(), policy);
    }
    var fleet = (FleetPolicy) Fleet.fleetPolicy(false).data();
    var parts =
        new RollbackProcessor.Parts(
            new InputReader(codec, () -> 1),
            application ->
                new Context(
                    Optional.ofNullable(policies.get(application)),
                    fleet,
                    applications,
                    Optional.empty()),
            new Scribe(codec),
            new StateCodec(),
            new RollbackMetrics(new SimpleMeterRegistry()));
    Properties config = new Properties();
    config.putAll(
        StreamsSettings.of(
            new KafkaSettings("nowhere:9092", Map.of()), new OrchestratorSettings(0, 1)));
    driver =
        new TopologyTestDriver(
            RollbackTopology.of(parts, InstantSource.system()), config, Instant.now());
  }

  /** What went to one topic: keys, values and headers. */
  record Written(long records, long bytes) {

    static final Written NOTHING = new Written(0, 0);

    Written plus(Written more) {
      return new Written(records + more.records, bytes + more.bytes);
    }
  }

  /** That the newest release of an application looks bad. */
  void suspect(int application, long release) {
    Wire wire = codec.encode(Fleet.suspicion(application, release));
    RecordHeaders headers = new RecordHeaders();
    wire.headers().forEach(headers::add);
    pipe(Topics.SUSPICIONS.name(), Bytes.of(wire.key()), wire.value(), headers);
  }

  /** Answers what was asked for so far; whether anything was. */
  boolean answer() {
    List<TestRecord<byte[], byte[]>> executions = drain(Topics.EXECUTIONS.name());
    List<TestRecord<byte[], byte[]>> verifications = drain(Topics.VERIFICATIONS.name());
    executions.forEach(asked -> reply(Answers.executed(consumed(asked))));
    verifications.forEach(asked -> reply(Answers.concluded(consumed(asked))));
    return !executions.isEmpty() || !verifications.isEmpty();
  }

  /** Counts what nobody answers. */
  void drainOthers() {
    List.copyOf(driver.producedTopicNames()).stream()
        .filter(topic -> !topic.equals(Topics.EXECUTIONS.name()))
        .filter(topic -> !topic.equals(Topics.VERIFICATIONS.name()))
        .forEach(this::drain);
  }

  private void reply(ProducerRecord<byte[], byte[]> answer) {
    pipe(answer.topic(), answer.key(), answer.value(), answer.headers());
  }

  private void pipe(String topic, byte[] key, byte[] value, Headers headers) {
    var input =
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
    var record = new TestRecord<>(key, value, headers, Instant.now());
    long before = THREADS.getCurrentThreadCpuTime();
    input.pipeInput(record);
    cpuNanos += THREADS.getCurrentThreadCpuTime() - before;
  }

  private List<TestRecord<byte[], byte[]>> drain(String topic) {
    if (!driver.producedTopicNames().contains(topic)) {
      return List.of();
    }
    var output =
        driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TestRecord<byte[], byte[]>> records = new ArrayList<>(output.readRecordsToList());
    records.forEach(record -> written.merge(topic, new Written(1, size(record)), Written::plus));
    return records;
  }

  private static long size(TestRecord<byte[], byte[]> record) {
    long size = (long) record.key().length + record.value().length;
    for (var header : record.headers()) {
      size += header.key().length() + header.value().length;
    }
    return size;
  }

  private static ConsumerRecord<byte[], byte[]> consumed(TestRecord<byte[], byte[]> record) {
    return new ConsumerRecord<>("any", 0, 0, record.key(), record.value());
  }

  void forget() {
    written.clear();
    cpuNanos = 0;
  }

  long cpuNanos() {
    return cpuNanos;
  }

  /** By topic, in the order of their names. */
  Map<String, Written> written() {
    return Collections.unmodifiableMap(written);
  }

  @Override
  public void close() {
    driver.close();
  }
}
