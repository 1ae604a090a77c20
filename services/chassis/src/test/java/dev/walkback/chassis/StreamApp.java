package dev.walkback.chassis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

/** A service with one function binding, as the detector is one. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ChassisConfiguration.class)
class StreamApp {

  /** Starts it with the settings of the operator, and nothing else but the chassis' defaults. */
  static ConfigurableApplicationContext run(String bootstrapServers, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--walkback.kafka.bootstrap-servers=" + bootstrapServers,
                "--walkback.kafka.properties.interceptor.classes=" + Seen.class.getName(),
                "--walkback.topics.partitions=3",
                "--spring.application.name=stream-app",
                "--spring.cloud.function.definition=echo",
                "--spring.cloud.stream.bindings.echo-in-0.destination=walkback.triggers",
                "--spring.cloud.stream.bindings.echo-in-0.group=stream-app",
                "--spring.cloud.stream.bindings.echo-out-0.destination=walkback.suspicions"));
    arguments.addAll(List.of(more));
    return new SpringApplicationBuilder(StreamApp.class).run(arguments.toArray(String[]::new));
  }

  @Bean
  AtomicInteger attempts() {
    return new AtomicInteger();
  }

  /** Says what it hears in capitals, and cannot hear "bad" nor, the first two times, "twice". */
  @Bean
  Function<Message<byte[]>, Message<byte[]>> echo(AtomicInteger attempts) {
    return heard -> {
      String text = new String(heard.getPayload(), StandardCharsets.UTF_8);
      boolean refused =
          text.equals("bad") || (text.equals("twice") && attempts.incrementAndGet() < 3);
      if (refused) {
        throw new IllegalStateException("cannot hear");
      }
      byte[] said = text.toUpperCase(java.util.Locale.ROOT).getBytes(StandardCharsets.UTF_8);
      return MessageBuilder.withPayload(said)
          .setHeader("kafka_messageKey", "the/key".getBytes(StandardCharsets.UTF_8))
          .setHeader("ce_type", "answer".getBytes(StandardCharsets.UTF_8))
          .setHeader(
              "walkback-heard",
              String.join(",", heard.getHeaders().keySet()).getBytes(StandardCharsets.UTF_8))
          .build();
    };
  }

  /** What every client in this JVM was really configured with. */
  public static final class Seen
      implements ProducerInterceptor<byte[], byte[]>, ConsumerInterceptor<byte[], byte[]> {

    static final List<Map<String, ?>> CONFIGS = new CopyOnWriteArrayList<>();

    @Override
    public void configure(Map<String, ?> configs) {
      CONFIGS.add(Map.copyOf(withoutNulls(configs)));
    }

    private static Map<String, ?> withoutNulls(Map<String, ?> configs) {
      var copy = new java.util.HashMap<String, Object>(configs);
      copy.values().removeIf(java.util.Objects::isNull);
      return copy;
    }

    @Override
    public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> outgoing) {
      return outgoing;
    }

    @Override
    public void onAcknowledgement(
        @Nullable RecordMetadata metadata, @Nullable Exception exception) {}

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
      return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}
  }
}
