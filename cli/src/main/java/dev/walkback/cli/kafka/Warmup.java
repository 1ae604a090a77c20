package dev.walkback.cli.kafka;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.Envelope;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.codec.Wire;
import dev.walkback.events.command.Command.RollBack;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Uses every kind of client once, without a broker. */
public final class Warmup {

  private static final Duration MOMENT = Duration.ofMillis(300);

  private Warmup() {}

  public static void run() {
    // Port 9 is "discard": nobody listens there, and nothing would come of it.
    var connection = new Connection("127.0.0.1:9", "warm-up", Map.of());
    Map<String, Object> config = new HashMap<>(connection.clientConfig());
    try (var consumer =
            new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var producer =
            new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        var admin = Admin.create(config)) {
      consumer.assign(java.util.List.of(new TopicPartition("none", 0)));
      consumer.poll(MOMENT);
      var codec = new EventCodec();
      Wire wire = codec.encode(command());
      codec.decode(wire.headers(), wire.value());
      admin.close(Duration.ZERO);
      producer.close(Duration.ZERO);
    }
  }

  private static Envelope<RollBack> command() {
    var data =
        new RollBack(
            ApplicationId.parse("a/b"), "issuer", "reason", Instant.EPOCH, Optional.empty());
    return new Envelope<>("id", "/walkback/cli", Instant.EPOCH, Optional.empty(), data);
  }
}
