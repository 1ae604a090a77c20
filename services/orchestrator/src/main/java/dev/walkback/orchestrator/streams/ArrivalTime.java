package dev.walkback.orchestrator.streams;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Now. What a producer wrote as the time of its record is not looked at: one far in the future
 * would carry the stream's time with it for ever.
 */
public final class ArrivalTime implements TimestampExtractor {

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    return System.currentTimeMillis();
  }
}
