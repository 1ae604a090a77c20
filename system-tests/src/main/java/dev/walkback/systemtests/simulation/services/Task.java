package dev.walkback.systemtests.simulation.services;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.TraceParent;
import dev.walkback.events.suspicion.Suspicion;
import dev.walkback.events.topic.Topic;
import dev.walkback.orchestrator.core.Context;
import dev.walkback.orchestrator.core.Decision;
import dev.walkback.orchestrator.core.Input;
import dev.walkback.orchestrator.core.TimerName;
import dev.walkback.orchestrator.inbound.InputReader;
import dev.walkback.orchestrator.outbound.StoredApplication;
import dev.walkback.orchestrator.outbound.Written;
import dev.walkback.systemtests.simulation.invariants.Fact;
import dev.walkback.systemtests.simulation.world.Agenda;
import dev.walkback.systemtests.simulation.world.Chance;
import dev.walkback.systemtests.simulation.world.Point;
import dev.walkback.systemtests.simulation.world.Post;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One process's work on one partition of the orchestrator: reads, decides, and commits now and
 * then. A process that is killed leaves what is committed and nothing else.
 */
final class Task {

  static final List<Topic> INPUTS = InputReader.TOPICS;

  private final OrchestratorService service;
  private final Stage stage;
  private final Session session;
  private final Map<ApplicationId, StoredApplication> states;
  private final Map<String, Integer> positions;
  private Transaction open;
  private boolean awake;
  private boolean committing;

  Task(OrchestratorService service, Session session, Map<ApplicationId, StoredApplication> states) {
    this.service = service;
    this.stage = service.stage();
    this.session = session;
    this.states = states;
    this.positions = new HashMap<>(service.offsets(session.partition()));
    this.open = new Transaction(stage, service, session);
  }

  void begin() {
    wake();
    states.values().forEach(found -> arm(found, Map.of()));
  }

  /** There may be something to read. */
  void wake() {
    if (awake || session.life().isDead()) {
      return;
    }
    awake = true;
    stage.agenda().after(stage.chance().latency(5), session.life(), this::readOne);
  }

  /** One record, of whichever topic: between topics there is no order. */
  private void readOne() {
    awake = false;
    if (session.isLeaving()) {
      return;
    }
    List<Post> ready = new ArrayList<>();
    long later = Long.MAX_VALUE;
    for (Topic topic : INPUTS) {
      List<Post> posts = stage.log().read(topic, session.partition());
      int position = positions.getOrDefault(topic.name(), 0);
      if (position < posts.size()) {
        Post post = posts.get(position);
        if (post.visibleAt() <= stage.agenda().now()) {
          ready.add(post);
        } else {
          later = Math.min(later, post.visibleAt());
        }
      }
    }
    if (!ready.isEmpty()) {
      Post post = stage.chance().of(ready);
      positions.merge(post.topic().name(), 1, Integer::sum);
      open.read(post);
      input(post)
          .ifPresentOrElse(
              input -> handle(post.envelope().application(), input, post.envelope().traceParent()),
              this::commitSoon);
      wake();
    } else if (later < Long.MAX_VALUE) {
      stage.agenda().at(later, session.life(), this::wake);
    }
  }

  private static Optional<Input> input(Post post) {
    return Inputs.of(post.envelope());
  }

  private void handle(ApplicationId application, Input input, Optional<TraceParent> trace) {
    Instant now = stage.agenda().instant();
    StoredApplication before = states.computeIfAbsent(application, StoredApplication::unknown);
    try {
      Decision decision =
          stage.machinery().decide(before.state(), input, context(application, input), now);
      if (!decision.isEmpty() || input instanceof Input.TimerFired) {
        Written written = stage.machinery().write(before.state(), decision, now, trace);
        Map<TimerName, Instant> timers = stage.machinery().timers(before.timers(), input, decision);
        StoredApplication after = StoredApplication.of(written.state(), timers);
        states.put(application, after);
        open.wrote(after, written, decision);
        arm(after, before.timers());
      }
    } catch (RuntimeException e) {
      stage.witness().accept(new Fact.CoreBroke("orchestrator, on " + input, e));
    }
    commitSoon();
  }

  private Context context(ApplicationId application, Input input) {
    boolean known =
        input instanceof Input.SuspicionArrived(Suspicion suspicion)
            && suspicion instanceof Suspicion.ReleaseSuspected;
    long now = stage.agenda().now();
    return known
        ? stage.boards().ofKnown(application, now, service.lag())
        : stage.boards().of(application, now, service.lag());
  }

  /** Sees to it that due timers are looked at: late, never early. */
  private void arm(StoredApplication application, Map<TimerName, Instant> armed) {
    ApplicationId id = application.state().application();
    application
        .timers()
        .forEach((name, at) -> {
          if (!at.equals(armed.get(name))) {
            long time = Agenda.timeOf(at) + lateness();
            stage.agenda().at(time, session.life(), () -> fireDue(id));
          }
        });
  }

  private long lateness() {
    Chance chance = stage.chance();
    return chance.oneIn(10) ? chance.between(0, 20_000) : chance.between(0, 200);
  }

  private void fireDue(ApplicationId application) {
    StoredApplication now = states.get(application);
    if (now == null || session.isLeaving()) {
      return;
    }
    now.timers().entrySet().stream()
        .filter(timer -> !timer.getValue().isAfter(stage.agenda().instant()))
        .map(Map.Entry::getKey)
        .findFirst()
        .ifPresent(due -> {
          stage.trace().note(() -> "%s: timer %s fires".formatted(session.life(), due));
          handle(application, new Input.TimerFired(due), Optional.empty());
        });
  }

  private void commitSoon() {
    if (!committing) {
      committing = true;
      stage.agenda().after(stage.chance().latency(10), session.life(), this::commit);
    }
  }

  private void commit() {
    committing = false;
    if (stage.diesAt(Point.ORCHESTRATOR_BEFORE_COMMIT, session)) {
      open.abandoned();
      return;
    }
    if (!session.isCurrent()) {
      // Fenced: somebody else has the partition, and the broker refuses the transaction.
      session.life().die();
      return;
    }
    Transaction whole = open;
    open = new Transaction(stage, service, session);
    whole.commit();
    var _ = stage.diesAt(Point.ORCHESTRATOR_AFTER_COMMIT, session);
  }
}
