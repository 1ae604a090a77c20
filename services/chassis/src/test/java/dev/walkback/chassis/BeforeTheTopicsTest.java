package dev.walkback.chassis;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** A broker that makes topics for the asking must not be asked before ours are made. */
class BeforeTheTopicsTest {

  private final KafkaSettings settings = new KafkaSettings("127.0.0.1:1", Map.of());
  private final TopicProvisioner provisioner =
      new TopicProvisioner(settings, new TopicSettings(true, 2, (short) 1));
  private final ChassisConfiguration chassis = new ChassisConfiguration();

  @Test
  void nothing_is_sent() {
    try (RecordSender sender = chassis.recordSender(settings, provisioner)) {
      assertThatThrownBy(
              () -> sender.send(new ProducerRecord<>("walkback.triggers", new byte[] {1})))
          .isInstanceOf(PublishFailedException.class)
          .hasMessage("Expected the topics on 127.0.0.1:1, but they have not been seen yet");
    }
  }

  @Test
  void no_binding_opens_a_producer() {
    var customizer = chassis.streamProducerConfig(settings, provisioner);

    assertThatThrownBy(() -> customizer.configure(new HashMap<>(), "out", "walkback.suspicions"))
        .isInstanceOf(PublishFailedException.class);
  }
}
