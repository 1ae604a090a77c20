package dev.walkback.orchestrator.core;

import dev.walkback.events.RollbackId;
import dev.walkback.events.Target;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.audit.AuditEntry.HumanNeeded.Reason;
import dev.walkback.events.audit.AuditEntry.StepNotTaken;
import dev.walkback.events.audit.AuditEntry.StepSucceeded;
import dev.walkback.events.audit.AuditEntry.TargetsResolved;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.events.verification.Verification.Expected;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A live rollback. Each state has only its legal moves; one that has ended is no state any more,
 * but part of the application's {@link Memory}.
 */
public sealed interface Rollback {

  Story story();

  /** The same with its story told further. */
  Rollback with(Story story);

  Phase phase();

  /** For which reasons a human may be called from here. */
  Set<Reason> humanReasons();

  default RollbackId id() {
    return story().start().id();
  }

  default TimerName timer() {
    return new TimerName(id(), phase());
  }

  /** Where to go back to is not settled yet: what is on the cluster is being read. */
  record Surveying(Story story) implements Rollback {

    @Override
    public Surveying with(Story newStory) {
      return new Surveying(newStory);
    }

    @Override
    public Phase phase() {
      return Phase.SURVEYING;
    }

    @Override
    public Set<Reason> humanReasons() {
      return Set.of(Reason.NO_TARGET, Reason.ROLLBACK_OF_A_ROLLBACK);
    }

    RollingBack resolved(TargetsResolved entry, Instant at) {
      Map<String, Step> steps = new LinkedHashMap<>();
      entry.targets().forEach(target -> steps.put(StepNames.of(story, target), Step.open(target)));
      return new RollingBack(
          story.planned(entry, at).entered(Phase.ROLLING_BACK, at),
          steps,
          expected(entry.targets(), entry.facts()));
    }

    private static List<Expected> expected(List<Target> targets, List<WorkloadFacts> facts) {
      Map<Object, Target> byWorkload =
          targets.stream().collect(Collectors.toMap(Target::workload, Function.identity()));
      return facts.stream()
          .map(fact ->
              new Expected(
                  fact.workload(),
                  Optional.ofNullable(byWorkload.get(fact.workload()))
                      .map(Target::template)
                      .orElse(fact.live())))
          .toList();
    }
  }

  /**
   * Steps are on their way; all of them at once.
   *
   * @param steps by name, in the order of the plan
   * @param expected what every workload of the application must serve afterwards
   */
  record RollingBack(Story story, Map<String, Step> steps, List<Expected> expected)
      implements Rollback {

    public RollingBack {
      steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
      expected = List.copyOf(expected);
    }

    @Override
    public RollingBack with(Story newStory) {
      return new RollingBack(newStory, steps, expected);
    }

    @Override
    public Phase phase() {
      return Phase.ROLLING_BACK;
    }

    @Override
    public Set<Reason> humanReasons() {
      return Set.of(Reason.STEP_REFUSED, Reason.STEP_TIMED_OUT, Reason.PARTLY_EXECUTED);
    }

    public boolean isOpen(String step) {
      return Optional.ofNullable(steps.get(step)).filter(Step::isOpen).isPresent();
    }

    public boolean any(Predicate<Step> condition) {
      return steps.values().stream().anyMatch(condition);
    }

    RollingBack succeeded(StepSucceeded entry, Instant at) {
      return ended(entry.step(), step -> step.ended(Fate.SUCCEEDED, ""))
          .with(story.stepSucceeded(entry, at));
    }

    RollingBack notTaken(StepNotTaken entry) {
      Fate fate = entry.refusal().isPresent() ? Fate.REFUSED : Fate.FAILED;
      return ended(entry.step(), step -> step.ended(fate, entry.explanation()))
          .with(story.stepNotTaken(entry));
    }

    Verifying awaiting(Instant deadline, Instant at) {
      if (any(step -> step.fate() != Fate.SUCCEEDED)) {
        throw new IllegalStateException(
            "Expected every step of %s to have succeeded, but found %s".formatted(id(), steps));
      }
      return new Verifying(story.executed(at).entered(Phase.VERIFYING, at), expected, deadline);
    }

    private RollingBack ended(String name, java.util.function.UnaryOperator<Step> ending) {
      if (!isOpen(name)) {
        throw new IllegalStateException(
            "Expected an open step of %s, but found '%s' among %s".formatted(id(), name, steps));
      }
      Map<String, Step> changed = new LinkedHashMap<>(steps);
      changed.computeIfPresent(name, (_, step) -> ending.apply(step));
      return new RollingBack(story, changed, expected);
    }
  }

  /** Everything asks for its target; it must become healthy by the deadline. */
  record Verifying(Story story, List<Expected> expected, Instant deadline) implements Rollback {

    public Verifying {
      expected = List.copyOf(expected);
    }

    @Override
    public Verifying with(Story newStory) {
      return new Verifying(newStory, expected, deadline);
    }

    @Override
    public Phase phase() {
      return Phase.VERIFYING;
    }

    @Override
    public Set<Reason> humanReasons() {
      return Set.of(
          Reason.TARGET_UNHEALTHY, Reason.VERIFICATION_INCONCLUSIVE, Reason.VERIFICATION_TIMED_OUT);
    }
  }

  /** It is healthy and must stay so. */
  record Soaking(Story story, List<Expected> expected, Instant until) implements Rollback {

    public Soaking {
      expected = List.copyOf(expected);
    }

    @Override
    public Soaking with(Story newStory) {
      return new Soaking(newStory, expected, until);
    }

    @Override
    public Phase phase() {
      return Phase.SOAKING;
    }

    @Override
    public Set<Reason> humanReasons() {
      return Set.of(
          Reason.RELAPSED, Reason.VERIFICATION_INCONCLUSIVE, Reason.VERIFICATION_TIMED_OUT);
    }
  }

  /**
   * One step of the plan.
   *
   * @param explanation why it was not taken; empty otherwise
   */
  record Step(Target target, Fate fate, String explanation) {

    static Step open(Target target) {
      return new Step(target, Fate.OPEN, "");
    }

    Step ended(Fate newFate, String why) {
      return new Step(target, newFate, why);
    }

    public boolean isOpen() {
      return fate == Fate.OPEN;
    }
  }

  /** What became of a step. */
  enum Fate {
    OPEN,
    SUCCEEDED,
    REFUSED,
    FAILED
  }
}
