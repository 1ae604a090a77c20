package dev.walkback.orchestrator.streams;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells the backlog of its stream thread what was fetched. Kafka makes it by its name, so the
 * thread is where the two meet: a stream thread fetches and handles its records itself.
 */
public final class FetchedRecords implements ConsumerInterceptor<byte[], byte[]> {

  private static final ThreadLocal<Backlog> BACKLOG = ThreadLocal.withInitial(Backlog::new);

  /** Of the stream thread that asks. */
  static Backlog backlog() {
    return BACKLOG.get();
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    backlog().fetched(records);
    return records;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void configure(Map<String, ?> configs) {}

  @Override
  public void close() {}
}
