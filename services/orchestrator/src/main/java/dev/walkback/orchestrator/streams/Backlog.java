package dev.walkback.orchestrator.streams;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * What a stream thread has fetched and not handled yet, and so: when to commit. One record that
 * came alone is committed at once; a hundred that came together are one transaction, which costs
 * hardly more than one record's. Belongs to one thread.
 */
final class Backlog {

  private final Map<TopicPartition, Long> lastFetched = new HashMap<>();
  private boolean uncommitted;

  /** These are handled before anything more is fetched. */
  void fetched(ConsumerRecords<?, ?> records) {
    for (TopicPartition partition : records.partitions()) {
      lastFetched.put(partition, records.records(partition).getLast().offset());
    }
  }

  /**
   * One record is handled.
   *
   * @param wrote whether anything came of it
   * @return whether everything fetched is handled and some of it wrote: commit now
   */
  boolean handled(TopicPartition partition, long offset, boolean wrote) {
    uncommitted |= wrote;
    Long last = lastFetched.get(partition);
    if (last != null && offset >= last) {
      lastFetched.remove(partition);
    }
    if (!lastFetched.isEmpty() || !uncommitted) {
      return false;
    }
    uncommitted = false;
    return true;
  }

  /** What was fetched of a partition belongs to somebody else now. */
  void forget(int partition) {
    lastFetched.keySet().removeIf(fetched -> fetched.partition() == partition);
  }
}
