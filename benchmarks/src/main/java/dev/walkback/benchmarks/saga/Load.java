package dev.walkback.benchmarks.saga;

import dev.walkback.benchmarks.world.Clients;
import dev.walkback.events.Envelope;
import dev.walkback.events.Event;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.codec.Wire;
import dev.walkback.events.topic.Topic;
import dev.walkback.events.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Everything around the orchestrator: who asks for rollbacks, who takes their steps and verifies
 * them without doing anything, and who reads the audit for their ends. Applications take turns.
 */
final class Load implements AutoCloseable {

  private static final byte[] ENTRY = Bytes.of("\"entry\":{\"kind\":\"");

  private final EventCodec codec = new EventCodec();
  private final KafkaProducer<byte[], byte[]> asking;
  private final KafkaProducer<byte[], byte[]> answering;
  private final Map<String, Saga> running = new ConcurrentHashMap<>();
  private final Queue<Integer> free = new ConcurrentLinkedQueue<>();
  private final AtomicLong releases = new AtomicLong();
  private final AtomicLong doubled = new AtomicLong();
  private final AtomicLong otherEnds = new AtomicLong();
  private final Reader executions;
  private final Reader verifications;
  private final Reader audit;
  private volatile Consumer<Saga> onEnd = _ -> {};

  /**
   * Applications are numbered from 0; their policies are published when this returns.
   *
   * @param guarded whether each rollback asks the fleet's guard for leave, as it does by default
   */
  Load(Clients clients, int applications, boolean guarded) {
    asking = clients.producer(Map.of());
    answering = clients.producer(Map.of());
    send(Topics.POLICIES, Fleet.fleetPolicy(guarded));
    for (int i = 0; i < applications; i++) {
      send(Topics.POLICIES, Fleet.policy(i));
      free.add(i);
    }
    asking.flush();
    executions = new Reader(clients, Topics.EXECUTIONS, this::execute);
    verifications = new Reader(clients, Topics.VERIFICATIONS, this::verify);
    audit = new Reader(clients, Topics.AUDIT, this::audited);
  }

  /** What is done when a rollback has ended; on the thread that saw it. */
  void onEnd(Consumer<Saga> listener) {
    onEnd = listener;
  }

  /** Asks for the rollback of the application whose turn it is. */
  Saga start() {
    return start(false);
  }

  /** Asks for one that goes as far as its verification, and stays there. */
  Saga startToStay() {
    return start(true);
  }

  private Saga start(boolean stays) {
    Integer application = free.poll();
    if (application == null) {
      throw new IllegalStateException("Expected more applications than rollbacks in flight");
    }
    Envelope<Event> suspicion = Fleet.suspicion(application, releases.incrementAndGet());
    Wire wire = codec.encode(suspicion);
    var saga = new Saga(application, System.nanoTime(), stays);
    running.put(wire.key(), saga);
    send(Topics.SUSPICIONS, wire);
    return saga;
  }

  /** Those that are on their way to their end. */
  long inFlight() {
    return running.values().stream().filter(saga -> !saga.stays).count();
  }

  /** Ends that nobody waited for. */
  long doubled() {
    return doubled.get();
  }

  /** Rollbacks that ended otherwise than well. */
  long otherEnds() {
    return otherEnds.get();
  }

  private void execute(ConsumerRecord<byte[], byte[]> execution) {
    Saga saga = running.get(key(execution));
    if (saga != null) {
      saga.step(System.nanoTime());
    }
    var _ = answering.send(Answers.executed(execution));
  }

  private void verify(ConsumerRecord<byte[], byte[]> verification) {
    Saga saga = running.get(key(verification));
    if (saga != null && !saga.stays) {
      var _ = answering.send(Answers.concluded(verification));
    }
  }

  private void audited(ConsumerRecord<byte[], byte[]> record) {
    switch (Bytes.field(record.value(), ENTRY)) {
      case "rollback-succeeded" -> ended(key(record));
      case "rollback-failed", "human-needed", "trigger-suppressed", "trigger-joined" -> {
        otherEnds.incrementAndGet();
        ended(key(record));
      }
      default -> {} // on its way
    }
  }

  private void ended(String key) {
    Saga saga = running.remove(key);
    if (saga == null) {
      doubled.incrementAndGet();
      return;
    }
    saga.end(System.nanoTime());
    free.add(saga.application);
    onEnd.accept(saga);
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }

  private void send(Topic topic, Envelope<? extends Event> event) {
    send(topic, codec.encode(event));
  }

  private void send(Topic topic, Wire wire) {
    var record =
        new ProducerRecord<>(
            topic.name(), wire.key().getBytes(StandardCharsets.UTF_8), wire.value());
    wire.headers().forEach(record.headers()::add);
    var _ = asking.send(record);
  }

  @Override
  public void close() {
    executions.close();
    verifications.close();
    audit.close();
    asking.close();
    answering.close();
  }
}
