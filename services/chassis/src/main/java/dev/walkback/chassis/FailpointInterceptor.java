package dev.walkback.chassis;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.RecordInterceptor;

/** The failpoints of a function binding; in its way only where one is set. */
final class FailpointInterceptor<K, V> implements RecordInterceptor<K, V> {

  private boolean done;

  /** Before each poll: what was done before it is committed by then. */
  @Override
  public void setupThreadState(Consumer<?, ?> consumer) {
    if (done) {
      done = false;
      Failpoint.AFTER_COMMIT.reach();
    }
  }

  @Override
  public ConsumerRecord<K, V> intercept(ConsumerRecord<K, V> record, Consumer<K, V> consumer) {
    Failpoint.RECEIVED.reach();
    return record;
  }

  /** The function has returned, and what it returned is on its topic. */
  @Override
  public void success(ConsumerRecord<K, V> record, Consumer<K, V> consumer) {
    done = true;
    Failpoint.AFTER_PRODUCE.reach();
    Failpoint.BEFORE_COMMIT.reach();
  }
}
