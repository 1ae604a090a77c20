package dev.walkback.executor.core;

import dev.walkback.events.execution.EvidenceSummary;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.execution.ExecutionOutcome.Effect;
import dev.walkback.events.execution.ExecutionOutcome.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Takes one workload back: look, decide, capture evidence, ask the brake, write. Whatever comes in
 * between, it looks and decides anew, until the deadline. A write whose answer was lost is found by
 * looking, never by writing again.
 */
final class RollBackAttempt implements Attempt {

  static final Duration RETRY = Duration.ofMillis(200);
  static final Duration FRESH = Duration.ofSeconds(1);

  /** How many conflicts are answered by another look at once; then it takes its time. */
  static final int HASTY = 10;

  private final RollBackWorkload step;
  private final StepRules rules;
  private Optional<EvidenceSummary> kept = Optional.empty();
  private Optional<Sighting> seen = Optional.empty();
  private Instant seenAt = Instant.EPOCH;
  private boolean captured;
  private boolean lookedInTime;
  private int writes;
  private long written;
  private String lastObstacle = "";
  private Optional<Aftermath> aftermath = Optional.empty();

  RollBackAttempt(RollBackWorkload step, StepRules rules) {
    this.step = step;
    this.rules = rules;
  }

  @Override
  public Move next(Heard heard, Instant now) {
    if (aftermath.isPresent()) {
      return aftermath.get().next(heard, now);
    }
    return switch (heard) {
      case Heard.Begun() ->
          rules
              .outOfScope(step.target().workload().namespace())
              .map(outside -> refused(outside.reason(), outside.explanation()))
              .orElseGet(() -> look(now));
      case Heard.Looked(Scene scene) -> looked(scene.sighting(), now);
      case Heard.Captured(Optional<EvidenceSummary> evidence) -> {
        kept = evidence;
        yield isFresh(now) ? new Move.AskBrake() : look(now);
      }
      case Heard.Answered(Answer answer) -> answered(answer, now);
      case Heard.Rested() -> look(now);
      case Heard.Braked(Brake brake) ->
          act(rules.decide(seen.orElseThrow(), brake, step, now), now);
    };
  }

  private Move look(Instant now) {
    lookedInTime = left(now).isPositive();
    return new Move.Look(step.target().workload());
  }

  private Move looked(Sighting sighting, Instant now) {
    if (lookedInTime && sighting instanceof Sighting.Unreachable(String explanation)) {
      lastObstacle = explanation;
    }
    seen = Optional.of(sighting);
    seenAt = now;
    StepDecision decision = rules.decide(sighting, new Brake.Released(), step, now);
    return decision instanceof StepDecision.Apply ? captureOrAsk(now) : act(decision, now);
  }

  /** Capturing only reads: the brake is asked after it, right before the write. */
  private Move captureOrAsk(Instant now) {
    boolean capture = !captured && step.evidenceTimeBox().isPositive();
    captured = true;
    return capture
        ? new Move.Capture(shorter(step.evidenceTimeBox(), left(now).dividedBy(2)))
        : new Move.AskBrake();
  }

  /**
   * Whether the last look is still good enough to write on. The write is conditional on it, so that
   * a world that went on meanwhile costs another look and nothing else.
   */
  private boolean isFresh(Instant now) {
    return Duration.between(seenAt, now).compareTo(FRESH) <= 0;
  }

  private Move act(StepDecision decision, Instant now) {
    return switch (decision) {
      case StepDecision.AlreadyLive(long revision) -> alreadyLive(revision, now);
      case StepDecision.Refuse(Refusal reason, String explanation) -> ended(reason, explanation);
      case StepDecision.RetryLater(String explanation) -> {
        lastObstacle = explanation;
        yield new Move.Rest(RETRY);
      }
      case StepDecision.Apply(PatchPlan plan) -> write(plan, now);
    };
  }

  private Move write(PatchPlan plan, Instant now) {
    writes++;
    written = plan.revision();
    return new Move.Write(plan, left(now));
  }

  private Move answered(Answer answer, Instant now) {
    lastObstacle = answer.explanation();
    return switch (answer) {
      case Answer.Done() -> executed(Effect.APPLIED, written, now).with(kept, now);
      case Answer.Forbidden(String explanation) -> refused(Refusal.FORBIDDEN, explanation);
      case Answer.Invalid _ -> failed();
      // The status of a large workload that crash-loops is written several times a second.
      case Answer.Conflict _, Answer.Gone _ -> writes < HASTY ? look(now) : lookAgainIn(RETRY, now);
      case Answer.Unknown _ -> lookAgainIn(RETRY, now);
      case Answer.Busy(_, Duration retryAfter) -> lookAgainIn(longer(RETRY, retryAfter), now);
    };
  }

  private Move lookAgainIn(Duration time, Instant now) {
    return new Move.Rest(shorter(time, longer(left(now), Duration.ZERO)));
  }

  private Move alreadyLive(long revision, Instant now) {
    boolean ours =
        writes > 0
            && seen.orElseThrow() instanceof Sighting.Present present
            && present.facts().releasedByRollback().filter(step.rollbackId()::equals).isPresent();
    Aftermath begun = executed(ours ? Effect.APPLIED : Effect.ALREADY_LIVE, revision, now);
    return captured ? begun.with(kept, now) : begun.recall();
  }

  private Aftermath executed(Effect effect, long number, Instant now) {
    Aftermath begun = new Aftermath(step, effect, number, now);
    aftermath = Optional.of(begun);
    return begun;
  }

  /** A deadline that passes while we try is a failure, not a refusal to begin. */
  private Move ended(Refusal reason, String explanation) {
    return reason == Refusal.DEADLINE_PASSED && !lastObstacle.isEmpty()
        ? failed()
        : refused(reason, explanation);
  }

  private Move refused(Refusal reason, String explanation) {
    return new Move.End(
        new ExecutionOutcome.Refused(
            step.application(), step.rollbackId(), step.step(), reason, explanation));
  }

  private Move failed() {
    return new Move.End(
        new ExecutionOutcome.Failed(
            step.application(),
            step.rollbackId(),
            step.step(),
            "Could not write %s before %s; the last obstacle: %s"
                .formatted(step.target().workload().shortName(), step.deadline(), lastObstacle)));
  }

  private Duration left(Instant now) {
    return Duration.between(now, step.deadline());
  }

  static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
