package dev.walkback.orchestrator.streams;

import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Now. What a producer wrote as the time of its record is not looked at: one far in the future
 * would carry the stream's time with it for ever.
 */
final class ArrivalTime implements TimestampExtractor {

  private final InstantSource clock;

  ArrivalTime(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    return clock.millis();
  }
}
