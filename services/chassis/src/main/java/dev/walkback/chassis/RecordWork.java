package dev.walkback.chassis;

import dev.walkback.events.Envelope;
import dev.walkback.events.Event;
import dev.walkback.events.codec.Decoded;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.topic.Topic;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One record, from bytes to done: read it, hand it to the service, try again what may get better,
 * and put what never will into the dead letters.
 */
public final class RecordWork {

  static final int MAX_ATTEMPTS = 5;

  private static final Logger LOG = LoggerFactory.getLogger(RecordWork.class);
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
  private static final Duration MAX_BACKOFF = Duration.ofSeconds(5);

  private final Topic topic;
  private final EventReader reader;
  private final DeadLetters deadLetters;
  private final EventHandler handler;

  public RecordWork(Topic topic, EventCodec codec, DeadLetters deadLetters, EventHandler handler) {
    this.topic = topic;
    this.reader = new EventReader(codec);
    this.deadLetters = deadLetters;
    this.handler = handler;
  }

  /**
   * Returns when the record is handled or in the dead letters. A broker that is away is waited for
   * without end.
   *
   * @param givenUp whether the record belongs to somebody else by now
   * @throws InterruptedException when it was given up
   */
  void run(InboundRecord inbound, BooleanSupplier givenUp) throws InterruptedException {
    Failpoint.RECEIVED.reach();
    switch (reader.read(topic, inbound)) {
      case Decoded.Read read -> handle(inbound, read.envelope(), givenUp);
      case Decoded.Foreign _ ->
          bury(inbound, "Expected a CloudEvent, but found none of its headers", givenUp);
      case Decoded.Unreadable unreadable -> bury(inbound, unreadable.reason(), givenUp);
    }
  }

  private void handle(
      InboundRecord inbound, Envelope<? extends Event> envelope, BooleanSupplier givenUp)
      throws InterruptedException {
    int failures = 0;
    for (int attempt = 1; ; attempt++) {
      try {
        handler.handle(envelope);
        return;
      } catch (PublishFailedException e) {
        LOG.warn(
            "waiting for the broker position={} reason=\"{}\"", inbound.position(), e.getMessage());
      } catch (InterruptedException e) {
        giveWay(givenUp);
        LOG.warn("interrupted without reason, doing it again position={}", inbound.position());
      } catch (RuntimeException | Error e) {
        giveWay(givenUp);
        failures++;
        LOG.warn("handling failed position={} attempt={}", inbound.position(), failures, e);
        if (failures >= MAX_ATTEMPTS) {
          bury(
              inbound,
              "Expected to handle the event, but failed %d times: %s".formatted(failures, e),
              givenUp);
          return;
        }
      }
      backOff(attempt, givenUp);
    }
  }

  private void bury(InboundRecord inbound, String reason, BooleanSupplier givenUp)
      throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        deadLetters.send(inbound, reason);
        return;
      } catch (PublishFailedException e) {
        LOG.warn(
            "waiting for the broker position={} reason=\"{}\"", inbound.position(), e.getMessage());
      }
      backOff(attempt, givenUp);
    }
  }

  private static void backOff(int attempt, BooleanSupplier givenUp) throws InterruptedException {
    long nanos =
        Math.min(MAX_BACKOFF.toNanos(), FIRST_BACKOFF.toNanos() << Math.min(attempt - 1, 10));
    LockSupport.parkNanos(nanos);
    giveWay(givenUp);
  }

  /**
   * What fails because its partition was taken away is no failure of the record. An interrupt
   * without that was meant for the work before, on the same thread.
   */
  private static void giveWay(BooleanSupplier givenUp) throws InterruptedException {
    boolean _ = Thread.interrupted();
    if (givenUp.getAsBoolean()) {
      throw new InterruptedException("The record was given up");
    }
  }
}
