package dev.walkback.orchestrator.streams;

import dev.walkback.chassis.KafkaSettings;
import dev.walkback.orchestrator.config.OrchestratorSettings;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How Kafka Streams runs. Its defaults cost 64 ms at the median and more at the tail; these cost
 * what a transaction costs.
 */
public final class StreamsSettings {

  /** Also the consumer group, and the prefix of the changelogs. Never to be changed. */
  public static final String APPLICATION_ID = "walkback-orchestrator";

  /** Longer than any transaction should take. */
  private static final int LINGER_MILLIS = 100;

  private static final int BATCH_BYTES = 256 * 1024;
  private static final int MAX_AT_ONCE = 500;

  /**
   * When an instance dies, its partitions stand still until its session ends. No broker takes less
   * than this unless it is told to.
   */
  private static final int SESSION_MILLIS = 6_000;

  /** Also how late the survivors hear of it. */
  private static final int HEARTBEAT_MILLIS = 1_000;

  /**
   * What a dead instance left open hides everything that is written after it, and holds up whoever
   * takes over; so it is to be over when the session is. No transaction takes long: it is committed
   * with each decision.
   */
  private static final int TRANSACTION_MILLIS = 5_000;

  private StreamsSettings() {}

  public static Map<String, Object> of(KafkaSettings kafka, OrchestratorSettings settings) {
    Map<String, Object> config = kafka.common();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
    // What is there is handled; nothing is held back until more has come of another topic.
    config.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    config.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbyReplicas());
    config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    // As many copies of the changelog as the broker makes of every topic.
    config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
    consumer(config);
    producer(config);
    return config;
  }

  private static void consumer(Map<String, Object> config) {
    // What is fetched together is one transaction. Half of what a broker does for one is the same
    // however much is in it.
    config.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), MAX_AT_ONCE);
    config.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
        FetchedRecords.class.getName());
    config.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MILLIS);
    config.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
        HEARTBEAT_MILLIS);
    config.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
  }

  private static void producer(Map<String, Object> config) {
    // Nobody sees a record before its transaction is committed, and a commit waits for no linger.
    // So all that a transaction writes goes out in one request instead of many.
    config.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MILLIS);
    config.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
    // While the markers of the last transaction are being written, the next one is turned away and
    // sleeps this long: 100 ms by default (KAFKA-20000).
    config.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), 5);
    config.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG), 50);
    // By default a topic is forgotten after five quiet minutes, and rollbacks are rare.
    config.put(
        StreamsConfig.producerPrefix(ProducerConfig.METADATA_MAX_IDLE_CONFIG),
        KafkaSettings.TOPICS_KNOWN_MILLIS);
    config.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        TRANSACTION_MILLIS);
    config.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        KafkaSettings.MAX_REQUEST_BYTES);
  }
}
