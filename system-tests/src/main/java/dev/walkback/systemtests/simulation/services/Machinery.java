package dev.walkback.systemtests.simulation.services;

import dev.walkback.detector.core.Arrived;
import dev.walkback.detector.core.ClusterView;
import dev.walkback.detector.core.ReleaseNews;
import dev.walkback.events.TraceParent;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.release.ReleaseSeen;
import dev.walkback.events.suspicion.Suspicion;
import dev.walkback.executor.core.Attempt;
import dev.walkback.executor.core.Brake;
import dev.walkback.executor.core.Heard;
import dev.walkback.executor.core.Move;
import dev.walkback.executor.core.Scope;
import dev.walkback.executor.core.StepRules;
import dev.walkback.notifier.core.Chat;
import dev.walkback.notifier.core.Correspondence;
import dev.walkback.notifier.core.Delivery;
import dev.walkback.notifier.core.Rules;
import dev.walkback.notifier.core.Telling;
import dev.walkback.orchestrator.core.ApplicationState;
import dev.walkback.orchestrator.core.Context;
import dev.walkback.orchestrator.core.Decider;
import dev.walkback.orchestrator.core.Decision;
import dev.walkback.orchestrator.core.Effect;
import dev.walkback.orchestrator.core.Input;
import dev.walkback.orchestrator.core.TimerName;
import dev.walkback.orchestrator.outbound.Scribe;
import dev.walkback.orchestrator.outbound.StoredApplication;
import dev.walkback.orchestrator.outbound.Written;
import dev.walkback.systemtests.simulation.world.ServiceName;
import dev.walkback.verifier.core.Look;
import dev.walkback.verifier.core.Watching;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The real cores, and the promises of the platform, as the simulated services use them. A test may
 * replace one of them, to see whether the simulation notices.
 */
public class Machinery {

  private static final Scribe SCRIBE = new Scribe(new EventCodec());
  private static final StepRules STEP_RULES = new StepRules(new Scope(List.of()));

  /** What the detector reads of a workload. */
  public ClusterView.Look readByDetector(ClusterView.Look look) {
    return look;
  }

  /** What the detector knows to have arrived when it looks. */
  public Arrived arrived(Arrived arrived) {
    return arrived;
  }

  /** What the detector found, before it is published. */
  public Suspicion found(Suspicion suspicion) {
    return suspicion;
  }

  /** What the detector has to say of an application's releases. */
  public Optional<ReleaseSeen> news(
      ReleaseNews known, RollbackPolicy policy, List<ClusterView.Look> looks, Instant at) {
    return known.after(policy, looks, at);
  }

  public Decision decide(ApplicationState state, Input input, Context context, Instant now) {
    return Decider.decide(state, input, context, now);
  }

  public Written write(
      ApplicationState before, Decision decision, Instant now, Optional<TraceParent> trace) {
    return SCRIBE.write(before, decision, now, trace);
  }

  /** The timers after a decision. */
  public Map<TimerName, Instant> timers(
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

  /** What a process finds of an application when it takes over. */
  public StoredApplication restored(StoredApplication stored) {
    return stored;
  }

  /** What a transaction leaves. */
  public Atomicity atomicity() {
    return Atomicity.WHOLE;
  }

  /** When a service tells the broker that a record is done. */
  public Acknowledging acknowledging(ServiceName service) {
    return Acknowledging.WHEN_DONE;
  }

  /** How the executor takes a step. */
  public Steps steps(Execution step) {
    Attempt attempt = Attempt.at(step, STEP_RULES);
    return attempt::next;
  }

  /** What the executor learns of the holds. */
  public Brake brake(Brake brake) {
    return brake;
  }

  /** The version that a patch is conditional on. */
  public OptionalLong onlyIf(long resourceVersion) {
    return OptionalLong.of(resourceVersion);
  }

  public Watching.Step judge(Watching watching, Look look, Instant begun, Instant at) {
    return watching.after(look, begun, at);
  }

  public Telling take(Telling telling, AuditRecord record, Rules rules, Instant now) {
    return telling.take(record, rules, now);
  }

  public Telling told(Telling telling, Delivery delivery, Chat.Outcome outcome) {
    return telling.told(delivery, outcome);
  }

  public Telling resumed(Correspondence kept) {
    return Telling.resumed(kept);
  }

  /** Whether the notifier keeps what it took in before it acknowledges it. */
  public boolean keepsCorrespondence() {
    return true;
  }

  /** When an offset is committed. */
  public enum Acknowledging {
    WHEN_DONE,
    BEFORE_THE_WORK,
    NEVER
  }

  /** A step move by move. */
  @FunctionalInterface
  public interface Steps {

    /** The next move. */
    Move next(Heard heard, Instant now);
  }

  /** What of a transaction survives. */
  public enum Atomicity {
    WHOLE,
    /** Its outputs are visible before its state and its offsets are safe. */
    OUTPUTS_FIRST,
    /** Its offsets are safe before the rest is. */
    OFFSETS_FIRST,
    /** Its outputs may be lost though its state stands. */
    STATE_WITHOUT_OUTPUTS
  }
}
