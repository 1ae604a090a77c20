package dev.walkback.systemtests.chaos;

import dev.walkback.events.topic.Topics;
import dev.walkback.testsupport.TopicReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** What a service could not handle. Nothing in a round is unreadable, so there are to be none. */
final class DeadLetters {

  private DeadLetters() {}

  /** Each of them: where it came from and why. */
  static List<String> read(String kafka) {
    try (TopicReader reader = TopicReader.fromBeginning(kafka, Topics.DEAD_LETTERS.name())) {
      return reader.upToNow().stream().map(DeadLetters::tell).toList();
    }
  }

  private static String tell(ConsumerRecord<String, byte[]> letter) {
    return "dead letter of %s from %s: %s"
        .formatted(
            header(letter, "walkback-service"),
            header(letter, "walkback-origin-topic"),
            header(letter, "walkback-reason"));
  }

  private static String header(ConsumerRecord<String, byte[]> letter, String name) {
    Header header = letter.headers().lastHeader(name);
    return header == null ? "?" : new String(header.value(), StandardCharsets.UTF_8);
  }
}
