package dev.walkback.notifier.inbound;

import dev.walkback.events.topic.Topics;
import dev.walkback.notifier.core.Inbox;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.cloud.stream.binder.kafka.KafkaBindingRebalanceListener;

/**
 * Passes on which partitions of the audit are ours, so that what was not told before a restart is
 * told even if nothing new happens.
 */
public final class AuditPartitions implements KafkaBindingRebalanceListener {

  private final Inbox inbox;

  public AuditPartitions(Inbox inbox) {
    this.inbox = inbox;
  }

  @Override
  public void onPartitionsAssigned(
      String bindingName,
      Consumer<?, ?> consumer,
      Collection<TopicPartition> partitions,
      boolean initial) {
    inbox.assigned(ofAudit(partitions));
  }

  @Override
  public void onPartitionsRevokedAfterCommit(
      String bindingName, Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    inbox.revoked(ofAudit(partitions));
  }

  private static Set<Integer> ofAudit(Collection<TopicPartition> partitions) {
    return partitions.stream()
        .filter(partition -> partition.topic().equals(Topics.AUDIT.name()))
        .map(TopicPartition::partition)
        .collect(Collectors.toUnmodifiableSet());
  }
}
