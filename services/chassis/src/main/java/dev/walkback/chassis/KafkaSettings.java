package dev.walkback.chassis;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How to reach Kafka: {@code walkback.kafka.*}.
 *
 * @param properties any setting of a Kafka client, for instance SASL and TLS; passed to every
 *     client as it is, and never printed
 */
@ConfigurationProperties("walkback.kafka")
public record KafkaSettings(
    @DefaultValue("localhost:9092") String bootstrapServers,
    @DefaultValue Map<String, String> properties) {

  /**
   * How long a producer remembers where a topic lives that it does not write to. By default five
   * minutes, after which the first record waits; what we have to say is rare and urgent.
   */
  public static final int TOPICS_KNOWN_MILLIS = 24 * 60 * 60 * 1000;

  /** What any producer of ours may send at once: the largest record, and room around it. */
  public static final int MAX_REQUEST_BYTES = 2 * 1024 * 1024 + 128 * 1024;

  static final int SEND_TIMEOUT_MILLIS = 10_000;

  public KafkaSettings {
    properties = Map.copyOf(properties);
  }

  /** For looking at the cluster and making topics. */
  public Map<String, Object> admin() {
    Map<String, Object> config = common();
    config.putIfAbsent(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    config.putIfAbsent(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    return config;
  }

  /**
   * Acknowledged by all replicas, in order, without waiting for company: one record matters more
   * than a full batch.
   */
  public Map<String, Object> producer() {
    Map<String, Object> config = common();
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, TOPICS_KNOWN_MILLIS);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, SEND_TIMEOUT_MILLIS);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
    return config;
  }

  /** Sees only what was committed, and commits only what it is told to. */
  public Map<String, Object> consumer(String group) {
    Map<String, Object> config = reader();
    config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    config.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
    return config;
  }

  /** For reading whole topics without a group. Never makes a topic by asking for it. */
  public Map<String, Object> reader() {
    Map<String, Object> config = common();
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return config;
  }

  /**
   * The address and the pass-through settings only, for clients with a configuration of their own.
   */
  public Map<String, Object> common() {
    Map<String, Object> config = new HashMap<>(properties);
    config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    config.putIfAbsent(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    return config;
  }

  /** Names of settings, never their values: some are passwords. */
  @Override
  public String toString() {
    return "KafkaSettings[%s, properties %s]".formatted(bootstrapServers, properties.keySet());
  }
}
