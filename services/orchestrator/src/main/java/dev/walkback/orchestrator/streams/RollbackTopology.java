package dev.walkback.orchestrator.streams;

import dev.walkback.events.topic.Topic;
import dev.walkback.events.topic.Topics;
import dev.walkback.orchestrator.inbound.InputReader;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Topics in, one processor, one store in memory with its changelog, topics out. Bytes everywhere:
 * what cannot be read is the processor's business, so that no deserialiser can stop it.
 */
public final class RollbackTopology {

  /** What the processor may write to. */
  public static final List<Topic> OUTPUTS =
      List.of(
          Topics.EXECUTIONS,
          Topics.VERIFICATIONS,
          Topics.AUDIT,
          Topics.STATUS,
          Topics.RELEASES,
          Topics.HOLDS,
          Topics.GUARD_REQUESTS,
          Topics.GUARD_ANSWERS,
          Topics.CD_EVENTS,
          Topics.DEAD_LETTERS);

  static final String APPLICATIONS = "applications";

  private static final String PROCESSOR = "rollbacks";

  private RollbackTopology() {}

  public static Topology of(RollbackProcessor.Parts parts, InstantSource clock) {
    Topology topology = new Topology();
    List<String> sources = InputReader.TOPICS.stream().map(Topic::name).toList();
    for (String source : sources) {
      topology.addSource(
          AutoOffsetReset.earliest(),
          source,
          new ArrivalTime(clock),
          new ByteArrayDeserializer(),
          new ByteArrayDeserializer(),
          source);
    }
    topology.addProcessor(
        PROCESSOR, () -> new RollbackProcessor(parts), sources.toArray(String[]::new));
    topology.addStateStore(applications(), PROCESSOR);
    for (Topic output : OUTPUTS) {
      topology.addSink(
          sinkOf(output),
          output.name(),
          new ByteArraySerializer(),
          new ByteArraySerializer(),
          PROCESSOR);
    }
    return topology;
  }

  /** Some topics are read and written, so that a guard and those that ask it hear each other. */
  static String sinkOf(Topic topic) {
    return "to-" + topic.name();
  }

  private static StoreBuilder<KeyValueStore<String, byte[]>> applications() {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(APPLICATIONS), Serdes.String(), Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(
            Map.of(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(RollbackProcessor.MAX_STATE_BYTES + 1024 * 1024)));
  }
}
