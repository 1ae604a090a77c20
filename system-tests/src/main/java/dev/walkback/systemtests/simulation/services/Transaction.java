package dev.walkback.systemtests.simulation.services;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.Envelope;
import dev.walkback.events.Event;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.hold.HoldChanged;
import dev.walkback.events.topic.Topic;
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
    List<Output> added = outputs(after, written, decision);
    if (stage.machinery().atomicity() == Atomicity.OUTPUTS_FIRST) {
      added.forEach(this::send);
    } else {
      outputs.addAll(added);
    }
  }

  /** What each record holds, so that it need not be read back from its bytes. */
  private static List<Output> outputs(StoredApplication after, Written written, Decision decision) {
    Iterator<? extends Event> audit = written.audit().iterator();
    Iterator<Event> work = work(decision).iterator();
    List<Output> outputs = new ArrayList<>();
    for (Outgoing outgoing : written.records()) {
      Topic topic = outgoing.topic();
      if (topic.equals(Topics.AUDIT)) {
        outputs.add(new Output(outgoing, audit.next()));
      } else if (topic.equals(Topics.HOLDS)) {
        var changed = new HoldChanged(after.state().application(), after.state().hold());
        outputs.add(new Output(outgoing, changed));
      } else if (WORK.contains(topic)) {
        outputs.add(new Output(outgoing, work.next()));
      }
    }
    return outputs;
  }

  /** What somebody in the simulation reads, beside the audit and the holds. */
  private static final List<Topic> WORK =
      List.of(Topics.EXECUTIONS, Topics.VERIFICATIONS, Topics.GUARD_REQUESTS, Topics.GUARD_ANSWERS);

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
    switch (output.event()) {
      case AuditRecord record -> {
        stage
            .trace()
            .note(() ->
                "%s audit %s #%d %s"
                    .formatted(
                        session.life(), record.application(), record.sequence(), record.entry()));
        AuditRecord read = (AuditRecord) append(output);
        stage
            .witness()
            .accept(new Fact.AuditWritten(read, outgoing.wire().value(), stage.agenda().instant()));
      }
      case HoldChanged changed -> {
        long now = stage.agenda().now();
        stage.boards().holds().publish(changed.application(), changed.hold(), now);
      }
      case Event work -> {
        Event _ = append(output);
        stage.witness().accept(new Fact.WorkIssued(work));
      }
    }
  }

  private Event append(Output output) {
    Outgoing outgoing = output.outgoing();
    byte[] id = outgoing.wire().headers().getOrDefault("ce_id", new byte[0]);
    var envelope =
        new Envelope<>(
            new String(id, StandardCharsets.UTF_8),
            "/walkback/orchestrator",
            Instant.EPOCH,
            Optional.empty(),
            output.event());
    return stage.log().append(outgoing.topic(), envelope, outgoing.wire());
  }

  private static List<Event> work(Decision decision) {
    List<Event> work = new ArrayList<>();
    for (Effect effect : decision.effects()) {
      switch (effect) {
        case Effect.Execute execute -> work.add(execute.execution());
        case Effect.Verify verify -> work.add(verify.verification());
        case Effect.AskGuard ask -> work.add(ask.request());
        case Effect.AnswerGuarded answer -> work.add(answer.answer());
        case Effect.StartTimer _, Effect.CancelTimer _ -> {}
      }
    }
    return work;
  }
}
