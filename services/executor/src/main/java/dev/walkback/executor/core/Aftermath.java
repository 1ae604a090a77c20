package dev.walkback.executor.core;

import dev.walkback.events.Revision;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.execution.EvidenceSummary;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.execution.ExecutionOutcome.Effect;
import dev.walkback.events.execution.ExecutionOutcome.Refusal;
import dev.walkback.executor.core.WedgedPods.Next;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Once the target is live: deletes the pods that a StatefulSet's controller would wait for in vain,
 * learns the target's new number, and tells the outcome. Ends with the step's deadline; what is
 * wedged then shows in the verification.
 */
final class Aftermath {

  static final Duration LOOK_INTERVAL = Duration.ofMillis(200);

  /** Doubles with each look: most controllers need some milliseconds, some half a second. */
  static final Duration NUMBERING = Duration.ofMillis(20);

  static final int LOOKS_FOR_NUMBER = 5;

  private final RollBackWorkload step;
  private final Effect effect;
  private final Instant at;
  private final List<String> deleted = new ArrayList<>();
  private final Deque<PodState> doomed = new ArrayDeque<>();
  private Optional<EvidenceSummary> kept = Optional.empty();
  private Stage stage = Stage.RECALLING;
  private long number;
  private int looksForNumber;

  /**
   * @param number under which the target was known before
   */
  Aftermath(RollBackWorkload step, Effect effect, long number, Instant at) {
    this.step = step;
    this.effect = effect;
    this.number = number;
    this.at = at;
  }

  private enum Stage {
    RECALLING,
    MAKING_WAY,
    NUMBERING
  }

  /** For a delivery that wrote nothing itself: an earlier one may have kept evidence. */
  Move recall() {
    return new Move.Recall();
  }

  /** For a delivery that has done its own capturing. */
  Move with(Optional<EvidenceSummary> evidence, Instant now) {
    kept = evidence;
    if (step.target().workload().kind() == WorkloadKind.STATEFUL_SET) {
      stage = Stage.MAKING_WAY;
      return look();
    }
    return beginNumbering(now);
  }

  Move next(Heard heard, Instant now) {
    return switch (heard) {
      case Heard.Captured(var evidence) -> with(evidence, now);
      case Heard.Looked(Scene scene) ->
          stage == Stage.NUMBERING ? numbered(scene) : makeWay(scene, now);
      case Heard.Braked(Brake brake) -> deleteUnder(brake, now);
      case Heard.Answered(Answer answer) -> deletion(answer, now);
      case Heard.Rested() -> stage == Stage.NUMBERING ? lookForNumber(now) : look();
      case Heard.Begun() -> throw Attempt.unexpected(step, heard);
    };
  }

  private Move makeWay(Scene scene, Instant now) {
    if (!(scene.sighting() instanceof Sighting.Present present) || scene.set().isEmpty()) {
      return lookAgain(now);
    }
    boolean fenced = present.fence().orElse(step.fence()) > step.fence();
    if (!present.facts().live().equals(step.target().template()) || fenced) {
      // Somebody released again, or a newer rollback wrote it: these pods are theirs now.
      return beginNumbering(now);
    }
    return switch (WedgedPods.next(scene.set().get(), scene.pods())) {
      case Next.Done() -> beginNumbering(now);
      case Next.Wait _ -> lookAgain(now);
      case Next.Delete(List<PodState> pods) -> {
        doomed.addAll(pods);
        yield delete(now);
      }
    };
  }

  /** Each deletion passes the brake of its own. */
  private Move delete(Instant now) {
    if (doomed.isEmpty()) {
      return lookAgain(now);
    }
    return left(now).isPositive() ? new Move.AskBrake() : beginNumbering(now);
  }

  /** A hold may be lifted while there is time; an approval that ended does not come back. */
  private Move deleteUnder(Brake brake, Instant now) {
    Optional<StepDecision.Obstacle> obstacle = StepRules.obstacle(brake, step, now);
    if (obstacle.isEmpty()) {
      return left(now).isPositive()
          ? new Move.Delete(doomed.getFirst(), left(now))
          : beginNumbering(now);
    }
    doomed.clear();
    return switch (obstacle.get()) {
      case StepDecision.RetryLater _ -> lookAgain(now);
      case StepDecision.Refuse refusal ->
          refusal.reason() == Refusal.HELD ? lookAgain(now) : beginNumbering(now);
    };
  }

  private Move deletion(Answer answer, Instant now) {
    PodState pod = doomed.removeFirst();
    return switch (answer) {
      case Answer.Done() -> {
        deleted.add(pod.name());
        yield delete(now);
      }
      case Answer.Forbidden _, Answer.Invalid _ -> beginNumbering(now);
      // Gone or replaced is what we wanted; whatever else it was, the next look tells.
      case Answer.Conflict _, Answer.Gone _, Answer.Busy _, Answer.Unknown _ -> delete(now);
    };
  }

  private Move lookAgain(Instant now) {
    return left(now).compareTo(LOOK_INTERVAL) <= 0
        ? beginNumbering(now)
        : new Move.Rest(LOOK_INTERVAL);
  }

  private Move beginNumbering(Instant now) {
    stage = Stage.NUMBERING;
    return lookForNumber(now);
  }

  /** The controller numbers the target anew in a moment; the number before is good enough. */
  private Move lookForNumber(Instant now) {
    return looksForNumber++ < LOOKS_FOR_NUMBER && left(now).isPositive() ? look() : end();
  }

  private Move numbered(Scene scene) {
    if (scene.sighting() instanceof Sighting.Present present && scene.observed()) {
      number =
          present.facts().revisions().stream()
              .filter(revision -> revision.template().equals(step.target().template()))
              .max(Comparator.comparingLong(Revision::number))
              .map(Revision::number)
              .orElse(number);
      return end();
    }
    return new Move.Rest(NUMBERING.multipliedBy(1L << (looksForNumber - 1)));
  }

  private Move look() {
    return new Move.Look(step.target().workload());
  }

  private Move end() {
    return new Move.End(
        new ExecutionOutcome.WorkloadRolledBack(
            step.application(), step.rollbackId(), step.step(), effect, number, at, deleted, kept));
  }

  private Duration left(Instant now) {
    return Duration.between(now, step.deadline());
  }
}
