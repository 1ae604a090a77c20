package dev.walkback.systemtests.simulation.services;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.Envelope;
import dev.walkback.events.Event;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.topic.Topics;
import dev.walkback.orchestrator.core.Decision;
import dev.walkback.orchestrator.core.Effect;
import dev.walkback.orchestrator.outbound.Outgoing;
import dev.walkback.orchestrator.outbound.StoredApplication;
import dev.walkback.orchestrator.outbound.Written;
import dev.walkback.systemtests.simulation.invariants.Fact;
import dev.walkback.systemtests.simulation.services.Machinery.Atomicity;
import dev.walkback.systemtests.simulation.world.Post;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** State, timers, outputs and offsets: all of it, or nothing. */
final class Transaction {

  private final Stage stage;
  private final OrchestratorService service;
  private final Session session;
  private final Map<ApplicationId, StoredApplication> states = new LinkedHashMap<>();
  private final Map<String, Integer> read = new HashMap<>();
  private final List<Output> outputs = new ArrayList<>();

  Transaction(Stage stage, OrchestratorService service, Session session) {
    this.stage = stage;
    this.service = service;
    this.session = session;
  }

  /** A record that goes out, with what it holds. */
  private record Output(Outgoing outgoing, Event event) {}

  void read(Post post) {
    read.merge(post.topic().name(), 1, Integer::sum);
    if (stage.machinery().atomicity() == Atomicity.OFFSETS_FIRST) {
      commitOffsets();
    }
  }

  void wrote(StoredApplication after, Written written, Decision decision) {
    states.put(after.state().application(), after);
    Iterator<? extends Event> audit = written.audit().iterator();
    Iterator<Event> work = work(decision).iterator();
    List<Output> added = new ArrayList<>();
    for (Outgoing outgoing : written.records()) {
      if (outgoing.topic().equals(Topics.AUDIT)) {
        added.add(new Output(outgoing, audit.next()));
      } else if (outgoing.topic().equals(Topics.STATUS)) {
        added.add(new Output(outgoing, newestStatus(written)));
      } else {
        added.add(new Output(outgoing, work.next()));
      }
    }
    if (stage.machinery().atomicity() == Atomicity.OUTPUTS_FIRST) {
      added.forEach(this::send);
    } else {
      outputs.addAll(added);
    }
  }

  private static Event newestStatus(Written written) {
    return written.audit().reversed().stream()
        .flatMap(record -> record.status().stream())
        .findFirst()
        .orElseThrow();
  }

  void commit() {
    states.forEach((application, after) -> service.stored().put(application, after));
    commitOffsets();
    outputs.forEach(this::send);
    states.values().forEach(after -> stage.witness().accept(new Fact.StateCommitted(after)));
  }

  /** The process died before the commit: of a real transaction nothing is left. */
  void abandoned() {
    if (stage.machinery().atomicity() == Atomicity.STATE_WITHOUT_OUTPUTS) {
      states.forEach((application, after) -> service.stored().put(application, after));
      commitOffsets();
    }
  }

  private void commitOffsets() {
    Map<String, Integer> committed = service.offsets(session.partition());
    read.forEach((topic, count) -> committed.merge(topic, count, Integer::sum));
    read.clear();
  }

  private void send(Output output) {
    Outgoing outgoing = output.outgoing();
    Event event = output.event();
    stage.log().append(outgoing.topic(), envelope(outgoing, event), outgoing.wire());
    if (event instanceof AuditRecord record) {
      stage
          .trace()
          .note(() ->
              "%s audit %s #%d %s"
                  .formatted(
                      session.life(), record.application(), record.sequence(), record.entry()));
      stage.witness().accept(new Fact.AuditWritten(record, outgoing.wire().value()));
    } else if (!outgoing.topic().equals(Topics.STATUS)) {
      stage.witness().accept(new Fact.WorkIssued(event));
    }
  }

  private static Envelope<Event> envelope(Outgoing outgoing, Event event) {
    byte[] id = outgoing.wire().headers().getOrDefault("ce_id", new byte[0]);
    return new Envelope<>(
        new String(id, StandardCharsets.UTF_8),
        "/walkback/orchestrator",
        Instant.EPOCH,
        Optional.empty(),
        event);
  }

  private static List<Event> work(Decision decision) {
    List<Event> work = new ArrayList<>();
    for (Effect effect : decision.effects()) {
      switch (effect) {
        case Effect.Execute execute -> work.add(execute.execution());
        case Effect.Verify verify -> work.add(verify.verification());
        case Effect.StartTimer _, Effect.CancelTimer _ -> {}
      }
    }
    return work;
  }
}
