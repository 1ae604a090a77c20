package dev.walkback.orchestrator.streams;

import dev.walkback.chassis.Failpoint;
import dev.walkback.chassis.InboundRecord;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.TraceParent;
import dev.walkback.events.suspicion.Suspicion;
import dev.walkback.orchestrator.core.Context;
import dev.walkback.orchestrator.core.Decider;
import dev.walkback.orchestrator.core.Decision;
import dev.walkback.orchestrator.core.Effect;
import dev.walkback.orchestrator.core.Input;
import dev.walkback.orchestrator.core.TimerName;
import dev.walkback.orchestrator.inbound.InputReader;
import dev.walkback.orchestrator.inbound.Reading;
import dev.walkback.orchestrator.inbound.Surroundings;
import dev.walkback.orchestrator.outbound.Outgoing;
import dev.walkback.orchestrator.outbound.Scribe;
import dev.walkback.orchestrator.outbound.StateCodec;
import dev.walkback.orchestrator.outbound.StoredApplication;
import dev.walkback.orchestrator.outbound.Written;
import dev.walkback.orchestrator.streams.StateStores.Due;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * One partition's rollbacks: read, decide, fold, write. Everything up to the first write is pure,
 * so that a record which cannot be handled leaves nothing half done and goes to the dead letters
 * whole. State, timers, outputs and offsets are one Kafka transaction.
 */
public final class RollbackProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  /** A larger state is a bug, and would be refused by the changelog after the fact. */
  static final int MAX_STATE_BYTES = 1024 * 1024;

  static final Duration TICK = Duration.ofMillis(200);
  private static final Duration MAX_WORK_PER_TICK = Duration.ofMillis(50);
  private static final int MAX_TIMERS_PER_TICK = 500;

  private final Parts parts;
  private @Nullable ProcessorContext<byte[], byte[]> context;
  private @Nullable StateStores stores;
  private @Nullable Outbox outbox;
  private boolean loaded;

  RollbackProcessor(Parts parts) {
    this.parts = parts;
  }

  /** What a processor is made of; shared by all partitions. */
  public record Parts(
      InputReader reader,
      Surroundings surroundings,
      Scribe scribe,
      StateCodec states,
      RollbackMetrics metrics) {}

  @Override
  public void init(ProcessorContext<byte[], byte[]> newContext) {
    context = newContext;
    outbox = new Outbox(newContext, parts.metrics());
    stores =
        new StateStores(newContext.getStateStore(RollbackTopology.APPLICATIONS), parts.states());
    loaded = false;
    // Nobody cancels it: it ends with the task.
    var _ =
        newContext.schedule(
            TICK, PunctuationType.WALL_CLOCK_TIME, millis -> tick(Instant.ofEpochMilli(millis)));
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    long began = System.nanoTime();
    load();
    InboundRecord inbound = Outbox.inbound(record, context());
    Failpoint.RECEIVED.reach();
    boolean wrote =
        switch (parts.reader().read(inbound)) {
          case Reading.Unreadable unreadable -> bury(inbound, unreadable.reason());
          case Reading.Understood understood -> understood(inbound, understood);
        };
    if (FetchedRecords.backlog().handled(position(inbound), inbound.offset(), wrote)) {
      context().commit();
    }
    parts.metrics().decided(inbound.topic(), Duration.ofNanos(System.nanoTime() - began));
  }

  /** Before the first input: what is stored may be filled after the processor is made. */
  private void load() {
    if (!loaded) {
      parts.metrics().live(context().taskId().partition(), stores().load());
      loaded = true;
    }
  }

  private boolean understood(InboundRecord inbound, Reading.Understood understood) {
    try {
      return handle(understood.application(), understood.input(), understood.trace());
    } catch (RuntimeException e) { // a bug of ours must not stop the partition
      return bury(inbound, "Expected to handle the event, but failed: " + e);
    }
  }

  /** Fires what is due; what does not fit into one tick is late, never lost. */
  private void tick(Instant now) {
    load();
    long end = System.nanoTime() + MAX_WORK_PER_TICK.toNanos();
    boolean wrote = false;
    for (Due due : stores().due(now, MAX_TIMERS_PER_TICK)) {
      wrote |= fire(due);
      if (System.nanoTime() - end > 0) {
        break;
      }
    }
    if (wrote) {
      context().commit();
    }
  }

  private boolean fire(Due due) {
    try {
      handle(due.application(), new Input.TimerFired(due.name()), Optional.empty());
    } catch (RuntimeException e) { // a bug of ours must not stop the others
      outbox().timerFailed(due, e);
    }
    stores().drop(due);
    return true;
  }

  private boolean handle(ApplicationId application, Input input, Optional<TraceParent> trace) {
    Instant now = Instant.ofEpochMilli(context().currentSystemTimeMs());
    StoredApplication before = stores().find(application);
    Decision decision = Decider.decide(before.state(), input, context(application, input), now);
    if (decision.isEmpty() && !(input instanceof Input.TimerFired)) {
      parts.metrics().ignored(input);
      return false;
    }
    Written written = parts.scribe().write(before.state(), decision, now, trace);
    StoredApplication after =
        StoredApplication.of(written.state(), timers(before.timers(), input, decision));
    byte[] bytes = parts.states().encode(after);
    checkSizes(application, written, bytes);
    stores().replace(before, after, bytes);
    written.records().forEach(record -> outbox().send(record, now));
    parts.metrics().written(context().taskId().partition(), before.state(), written);
    return true;
  }

  private Context context(ApplicationId application, Input input) {
    boolean known =
        input instanceof Input.SuspicionArrived(Suspicion suspicion)
            && suspicion instanceof Suspicion.ReleaseSuspected;
    return known ? parts.surroundings().ofKnown(application) : parts.surroundings().of(application);
  }

  static Map<TimerName, Instant> timers(
      Map<TimerName, Instant> before, Input input, Decision decision) {
    Map<TimerName, Instant> timers = new TreeMap<>(before);
    if (input instanceof Input.TimerFired fired) {
      timers.remove(fired.name());
    }
    for (Effect effect : decision.effects()) {
      switch (effect) {
        case Effect.StartTimer start -> timers.put(start.name(), start.at());
        case Effect.CancelTimer cancel -> timers.remove(cancel.name());
        case Effect.Execute _, Effect.Verify _, Effect.AskGuard _, Effect.AnswerGuarded _ -> {}
      }
    }
    return timers;
  }

  /** Before anything is written: a broker that refuses it later would stop the partition. */
  private static void checkSizes(ApplicationId application, Written written, byte[] state) {
    if (state.length > MAX_STATE_BYTES) {
      throw new IllegalStateException(
          "Expected a state of %s of at most %d bytes, but found %d"
              .formatted(application, MAX_STATE_BYTES, state.length));
    }
    for (Outgoing record : written.records()) {
      // Headers and framing need some room as well.
      int room = record.topic().maxMessageBytes() - 16 * 1024;
      if (record.wire().value().length > room) {
        throw new IllegalStateException(
            "Expected a record for %s of at most %d bytes, but found %d"
                .formatted(record.topic().name(), room, record.wire().value().length));
      }
    }
  }

  private boolean bury(InboundRecord inbound, String reason) {
    outbox().bury(inbound, reason);
    return true;
  }

  private static TopicPartition position(InboundRecord inbound) {
    return new TopicPartition(inbound.topic(), inbound.partition());
  }

  @Override
  public void close() {
    if (context != null) {
      FetchedRecords.backlog().forget(context.taskId().partition());
      parts.metrics().gone(context.taskId().partition());
    }
  }

  private ProcessorContext<byte[], byte[]> context() {
    return initialised(context);
  }

  private StateStores stores() {
    return initialised(stores);
  }

  private Outbox outbox() {
    return initialised(outbox);
  }

  private static <T> T initialised(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("Expected the processor to be initialised before its use");
    }
    return part;
  }
}
