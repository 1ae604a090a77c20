package dev.walkback.chassis;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConsumerRecordRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * What happens when a function fails: the record is tried again a few times and then goes to the
 * dead letters, and the partition moves on. When it is the broker that is away, the record is tried
 * again for as long as that lasts.
 */
final class StreamErrors {

  private static final Logger LOG = LoggerFactory.getLogger(StreamErrors.class);
  private static final long FIRST_MILLIS = 100;
  private static final long MAX_MILLIS = 2_000;
  private static final int MAX_CAUSES = 20;

  private final DeadLetters deadLetters;

  StreamErrors(DeadLetters deadLetters) {
    this.deadLetters = deadLetters;
  }

  DefaultErrorHandler handler() {
    BackOff fewTimes = backOff(RecordWork.MAX_ATTEMPTS - 1);
    BackOff withoutEnd = backOff(Long.MAX_VALUE);
    var handler = new DefaultErrorHandler((ConsumerRecordRecoverer) this::bury, fewTimes);
    handler.setBackOffFunction((_, failure) -> isBrokerAway(failure) ? withoutEnd : fewTimes);
    return handler;
  }

  static boolean isBrokerAway(Exception failure) {
    return causes(failure)
        .anyMatch(cause ->
            cause instanceof PublishFailedException || cause instanceof RetriableException);
  }

  private static BackOff backOff(long retries) {
    var backOff = new ExponentialBackOff(FIRST_MILLIS, 2);
    backOff.setMaxInterval(MAX_MILLIS);
    backOff.setMaxAttempts(retries);
    return backOff;
  }

  @SuppressWarnings("unchecked") // our bindings read bytes, natively
  private void bury(ConsumerRecord<?, ?> failed, Exception failure) {
    Throwable root = causes(failure).reduce((_, last) -> last).orElse(failure);
    LOG.warn("handling failed topic={} offset={}", failed.topic(), failed.offset(), root);
    deadLetters.send(
        InboundRecord.of((ConsumerRecord<byte[], byte[]>) failed),
        "Expected to handle the record, but failed: %s".formatted(root));
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(
            Optional.of(failure),
            Optional::isPresent,
            cause -> cause.flatMap(found -> Optional.ofNullable(found.getCause())))
        .flatMap(Optional::stream)
        .limit(MAX_CAUSES);
  }
}
