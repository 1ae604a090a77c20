package dev.walkback.detector.inbound;

import dev.walkback.chassis.InboundRecord;
import dev.walkback.detector.core.Arrived;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;

/**
 * What has arrived by now, as the consumer knows from its last fetches. Asks the broker nothing,
 * and is asked on the consumer's thread.
 */
final class Arrivals {

  private Arrivals() {}

  static Arrived of(Message<?> message, InboundRecord record) {
    Map<Integer, Long> ends = new HashMap<>();
    if (message.getHeaders().get(KafkaHeaders.CONSUMER) instanceof Consumer<?, ?> consumer) {
      for (TopicPartition partition : consumer.assignment()) {
        consumer
            .currentLag(partition)
            .ifPresent(lag -> ends.put(partition.partition(), consumer.position(partition) + lag));
      }
    }
    ends.merge(record.partition(), record.offset() + 1, Math::max);
    return new Arrived(ends);
  }
}
