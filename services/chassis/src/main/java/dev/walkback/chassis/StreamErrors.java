package dev.walkback.chassis;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ConsumerRecordRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * What happens when a function binding fails: the record is tried again a few times and then goes
 * to the dead letters. The framework's default would log it and drop it.
 */
final class StreamErrors
    implements ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> {

  private static final Logger LOG = LoggerFactory.getLogger(StreamErrors.class);
  private static final long FIRST_MILLIS = 100;
  private static final long MAX_MILLIS = 2_000;

  private final DeadLetters deadLetters;

  StreamErrors(DeadLetters deadLetters) {
    this.deadLetters = deadLetters;
  }

  @Override
  public void configure(
      AbstractMessageListenerContainer<?, ?> container, String destinationName, String group) {
    var backOff = new ExponentialBackOff(FIRST_MILLIS, 2);
    backOff.setMaxInterval(MAX_MILLIS);
    backOff.setMaxAttempts(RecordWork.MAX_ATTEMPTS - 1);
    container.setCommonErrorHandler(
        new DefaultErrorHandler((ConsumerRecordRecoverer) this::bury, backOff));
  }

  @SuppressWarnings("unchecked") // our bindings read bytes, natively
  private void bury(ConsumerRecord<?, ?> failed, Exception reason) {
    Throwable root = reason;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    LOG.warn(
        "handling failed topic={} offset={} reason=\"{}\"",
        failed.topic(),
        failed.offset(),
        root.toString());
    deadLetters.send(
        InboundRecord.of((ConsumerRecord<byte[], byte[]>) failed),
        "Expected to handle the record, but failed %d times: %s"
            .formatted(RecordWork.MAX_ATTEMPTS, root));
  }
}
