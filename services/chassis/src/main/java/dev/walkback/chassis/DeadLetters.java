package dev.walkback.chassis;

import dev.walkback.events.topic.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what could not be read or handled: the original bytes, where they stood, and why. Nothing
 * is lost, nothing blocks.
 */
public final class DeadLetters {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  private final RecordSender sender;
  private final String service;
  private final MeterRegistry meters;

  public DeadLetters(RecordSender sender, String service, MeterRegistry meters) {
    this.sender = sender;
    this.service = service;
    this.meters = meters;
    Topics.ALL.forEach(topic -> counter(topic.name()));
  }

  /** There from the start: what was never counted cannot be seen to grow. */
  private Counter counter(String topic) {
    return meters.counter("walkback.dead.letters", "topic", topic);
  }

  /**
   * Returns when the dead letter is on its topic.
   *
   * @throws PublishFailedException when that could not be confirmed
   */
  public void send(InboundRecord unhandled, String reason) {
    String line = OneLine.of(reason);
    try {
      sender.send(letter(unhandled, unhandled.value(), line));
    } catch (UnpublishableException e) {
      // Better its place and the reason without the bytes than nothing at all.
      sender.send(letter(unhandled, null, line + " (its value could not be kept)"));
    }
    counter(unhandled.topic()).increment();
    LOG.warn("dead letter origin={} reason=\"{}\"", unhandled.position(), line);
  }

  private ProducerRecord<byte[], byte[]> letter(
      InboundRecord unhandled, byte @Nullable [] value, String reason) {
    var letter =
        new ProducerRecord<byte[], byte[]>(
            Topics.DEAD_LETTERS.name(), bytes(unhandled.key()), value);
    unhandled.headers().forEach((name, header) -> letter.headers().add(name, header));
    header(letter, "walkback-reason", reason);
    header(letter, "walkback-service", service);
    header(letter, "walkback-origin-topic", unhandled.topic());
    header(letter, "walkback-origin-partition", Integer.toString(unhandled.partition()));
    header(letter, "walkback-origin-offset", Long.toString(unhandled.offset()));
    return letter;
  }

  private static void header(ProducerRecord<byte[], byte[]> letter, String name, String value) {
    letter.headers().remove(name);
    letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static byte @Nullable [] bytes(@Nullable String key) {
    return key == null ? null : key.getBytes(StandardCharsets.UTF_8);
  }
}
