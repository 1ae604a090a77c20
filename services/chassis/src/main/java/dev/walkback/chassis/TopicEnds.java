package dev.walkback.chassis;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the broker how far partitions go, as a reader of committed records sees them. */
final class TopicEnds {

  private static final Logger LOG = LoggerFactory.getLogger(TopicEnds.class);

  private final KafkaSettings settings;
  private @Nullable Admin admin;

  TopicEnds(KafkaSettings settings) {
    this.settings = settings;
  }

  /** The offset after the last record of each; empty where the broker did not say so in time. */
  Optional<Map<TopicPartition, Long>> now(Collection<TopicPartition> partitions, Duration within)
      throws InterruptedException {
    int millis = (int) Math.max(1, within.toMillis());
    try {
      return Optional.of(
          admin()
              .listOffsets(
                  partitions.stream()
                      .collect(
                          Collectors.toUnmodifiableMap(each -> each, _ -> OffsetSpec.latest())),
                  new ListOffsetsOptions(IsolationLevel.READ_COMMITTED).timeoutMs(millis))
              .all()
              .thenApply(TopicEnds::offsets)
              .get(millis, TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      LOG.debug("the broker does not say how far it goes partitions={}", partitions, e);
      return Optional.empty();
    }
  }

  private static Map<TopicPartition, Long> offsets(
      Map<TopicPartition, ListOffsetsResultInfo> ends) {
    return ends.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> each.getValue().offset()));
  }

  /** Opened late: see {@link BrokerCheck}. */
  private synchronized Admin admin() {
    Admin open = admin;
    if (open == null) {
      open = Admin.create(settings.admin());
      admin = open;
    }
    return open;
  }

  synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ofSeconds(1));
    }
  }
}
