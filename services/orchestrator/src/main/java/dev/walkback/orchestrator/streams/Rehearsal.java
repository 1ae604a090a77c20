package dev.walkback.orchestrator.streams;

import dev.walkback.chassis.EdgeWorker;
import dev.walkback.chassis.InboundRecord;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Envelope;
import dev.walkback.events.Event;
import dev.walkback.events.Revision;
import dev.walkback.events.TriggerId;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.codec.Wire;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.policy.AlertMatch;
import dev.walkback.events.policy.FleetPolicy;
import dev.walkback.events.policy.Limits;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.suspicion.Scenario;
import dev.walkback.events.suspicion.Suspicion;
import dev.walkback.events.topic.Topic;
import dev.walkback.events.topic.Topics;
import dev.walkback.events.verification.Verdict;
import dev.walkback.events.verification.Verification;
import dev.walkback.events.verification.VerificationOutcome;
import dev.walkback.events.verification.VerificationOutcome.Phase;
import dev.walkback.orchestrator.core.Context;
import dev.walkback.orchestrator.core.Decider;
import dev.walkback.orchestrator.core.Decision;
import dev.walkback.orchestrator.core.Effect;
import dev.walkback.orchestrator.inbound.InputReader;
import dev.walkback.orchestrator.inbound.Reading;
import dev.walkback.orchestrator.outbound.Scribe;
import dev.walkback.orchestrator.outbound.StateCodec;
import dev.walkback.orchestrator.outbound.StoredApplication;
import dev.walkback.orchestrator.outbound.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays whole rollbacks of an application that does not exist, from bytes to bytes and in memory
 * only. The first real one, for which somebody may be waiting at night, then finds everything
 * loaded and compiled. Says nothing to anybody and keeps nothing.
 */
public final class Rehearsal implements EdgeWorker {

  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
  private static final int ROUNDS = 60;
  private static final Duration AT_MOST = Duration.ofSeconds(3);

  /** Any moment will do, so no clock is asked. */
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static final ApplicationId STAGE = new ApplicationId("rehearsal", "rehearsal");
  private static final WorkloadRef WORKLOAD =
      new WorkloadRef(WorkloadKind.DEPLOYMENT, "rehearsal", "rehearsal");

  private final EventCodec codec;
  private final InputReader reader;
  private final Scribe scribe;
  private final StateCodec states;
  private final Map<ApplicationId, byte[]> stored = new HashMap<>();
  private final Deque<Said> coming = new ArrayDeque<>();

  /** With the very codecs that are used afterwards: what they have learnt is theirs. */
  public Rehearsal(EventCodec codec, Scribe scribe, StateCodec states) {
    this.codec = codec;
    this.reader = new InputReader(codec, () -> 1);
    this.scribe = scribe;
    this.states = states;
  }

  private record Said(Topic topic, Event event) {}

  @Override
  public String name() {
    return "orchestrator-rehearsal";
  }

  /** Nobody waits for it. */
  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public void start() {
    Thread.ofPlatform().name(name()).daemon(true).start(this::run);
  }

  /** It ends by itself. */
  @Override
  public void stop() {}

  /** For a moment only, and never a reason not to begin. */
  private void run() {
    long begun = System.nanoTime();
    try {
      int rounds = 0;
      while (rounds < ROUNDS && System.nanoTime() - begun < AT_MOST.toNanos()) {
        play();
        rounds++;
      }
      LOG.debug("rehearsed rounds={}", rounds);
    } catch (RuntimeException e) {
      LOG.warn("rehearsal failed; only the first rollback is slower for it", e);
    }
  }

  /** One rollback from its suspicion to its end; how many audit records it would have made. */
  int play() {
    stored.clear();
    coming.add(new Said(Topics.SUSPICIONS, suspicion()));
    int audit = 0;
    while (!coming.isEmpty()) {
      audit += handle(coming.poll());
    }
    return audit;
  }

  /** Whether everything that was begun has ended. */
  boolean isOver() {
    return stored.values().stream()
        .map(states::decode)
        .allMatch(each -> each.state().live().isEmpty() && each.timers().isEmpty());
  }

  private int handle(Said said) {
    Wire wire =
        codec.encode(
            new Envelope<>("rehearsal", "/rehearsal", NOW, Optional.empty(), said.event()));
    var inbound =
        new InboundRecord(said.topic().name(), 0, 0, wire.key(), wire.headers(), wire.value(), NOW);
    if (!(reader.read(inbound) instanceof Reading.Understood understood)) {
      throw new IllegalStateException("Expected to understand " + said);
    }
    byte[] bytes = stored.get(understood.application());
    StoredApplication before =
        bytes == null ? StoredApplication.unknown(understood.application()) : states.decode(bytes);
    Decision decision = Decider.decide(before.state(), understood.input(), context(), NOW);
    Written written = scribe.write(before.state(), decision, NOW, understood.trace());
    var timers = RollbackProcessor.timers(before.timers(), understood.input(), decision);
    stored.put(
        understood.application(), states.encode(StoredApplication.of(written.state(), timers)));
    decision.effects().forEach(this::answer);
    return written.audit().size();
  }

  private void answer(Effect effect) {
    switch (effect) {
      case Effect.Execute execute -> coming.add(taken(execute.execution()));
      case Effect.Verify verify -> coming.add(healthy(verify.verification()));
      case Effect.AskGuard ask -> coming.add(new Said(Topics.GUARD_REQUESTS, ask.request()));
      case Effect.AnswerGuarded granted ->
          coming.add(new Said(Topics.GUARD_ANSWERS, granted.answer()));
      case Effect.StartTimer _, Effect.CancelTimer _ -> {}
    }
  }

  private static Said taken(Execution step) {
    return new Said(
        Topics.EXECUTION_OUTCOMES,
        new ExecutionOutcome.WorkloadRolledBack(
            STAGE,
            step.rollbackId(),
            step.step(),
            ExecutionOutcome.Effect.APPLIED,
            3,
            NOW,
            List.of(),
            Optional.empty()));
  }

  private static Said healthy(Verification verification) {
    Phase phase =
        switch (verification) {
          case Verification.AwaitRecovery _ -> Phase.RECOVERY;
          case Verification.Soak _ -> Phase.SOAK;
          case Verification.WatchRelease _ -> Phase.WATCH;
        };
    return new Said(
        Topics.VERIFICATION_OUTCOMES,
        new VerificationOutcome.Concluded(
            STAGE,
            verification.rollbackId(),
            phase,
            Verdict.HEALTHY,
            "Everything is healthy",
            NOW,
            1,
            List.of()));
  }

  /** One at a time is allowed, so that a guard has to be asked. */
  private static Context context() {
    return new Context(Optional.of(policy()), FleetPolicy.DEFAULT, 1, Optional.empty());
  }

  private static RollbackPolicy policy() {
    return new RollbackPolicy(
        STAGE,
        ContentDigest.of("rehearsal"),
        List.of(WORKLOAD),
        new AlertMatch(List.of(), Map.of()),
        List.of(),
        Limits.DEFAULTS,
        Optional.empty());
  }

  private static Suspicion suspicion() {
    Instant released = NOW.minusSeconds(60);
    Revision good =
        new Revision(
            1, ContentDigest.of("good"), List.of("rehearsal:1"), released.minusSeconds(60));
    Revision bad = new Revision(2, ContentDigest.of("bad"), List.of("rehearsal:2"), released);
    return new Suspicion.ReleaseSuspected(
        STAGE,
        new TriggerSummary(
            new TriggerId("rehearsal"),
            TriggerSummary.Origin.ALERT,
            "Rehearsal",
            "Nothing is the matter",
            NOW,
            NOW),
        Scenario.BAD_DEPLOYMENT,
        NOW.minusSeconds(3_600),
        List.of(
            new WorkloadFacts(
                WORKLOAD, bad.template(), released, Optional.empty(), false, List.of(bad, good))));
  }
}
