package dev.walkback.orchestrator.core;

import dev.walkback.events.Target;
import dev.walkback.events.execution.ExecutionOutcome.Refusal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The steps of one attempt.
 *
 * @param byName in the order of the plan
 */
public record Steps(Map<String, Step> byName) {

  static final Steps NONE = new Steps(Map.of());

  public Steps {
    byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
  }

  /**
   * One step.
   *
   * @param targets what it writes; several where an owner is asked
   * @param refusal why the executor would not
   * @param explanation why it was not taken; empty otherwise
   */
  public record Step(
      List<Target> targets, Fate fate, Optional<Refusal> refusal, String explanation) {

    public Step {
      targets = List.copyOf(targets);
    }

    static Step open(List<Target> targets) {
      return new Step(targets, Fate.OPEN, Optional.empty(), "");
    }

    Step ended(Fate newFate, Optional<Refusal> why, String words) {
      return new Step(targets, newFate, why, words);
    }

    public boolean isOpen() {
      return fate == Fate.OPEN;
    }

    /** Whether nothing has to be done about it any more. */
    boolean isBehindUs() {
      return fate == Fate.SUCCEEDED || fate == Fate.SKIPPED;
    }

    /**
     * Whether it is known that nothing was written. A step may have been taken, its answer lost,
     * and the world gone on before it is tried again: then it finds what somebody else wrote since.
     */
    boolean hasWrittenNothing() {
      return fate == Fate.REFUSED && refusal.filter(Steps::comesBeforeAnyWrite).isPresent();
    }

    boolean wasRefusedFor(Refusal reason) {
      return refusal.filter(reason::equals).isPresent();
    }
  }

  /** What became of a step. */
  public enum Fate {
    OPEN,
    SUCCEEDED,
    REFUSED,
    FAILED,
    SKIPPED
  }

  /** Whether a step that is refused for this reason cannot have been taken before. */
  public static boolean comesBeforeAnyWrite(Refusal reason) {
    return switch (reason) {
      case HELD, APPROVAL_EXPIRED, WAY_UNAVAILABLE, OUT_OF_SCOPE, FORBIDDEN -> true;
      case WORKLOAD_MISSING, PAUSED, TARGET_GONE, LIVE_CONTENT_CHANGED, FENCED, DEADLINE_PASSED ->
          false;
    };
  }

  boolean isOpen(String name) {
    return Optional.ofNullable(byName.get(name)).filter(Step::isOpen).isPresent();
  }

  Optional<Step> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  boolean any(Predicate<Step> condition) {
    return byName.values().stream().anyMatch(condition);
  }

  boolean all(Predicate<Step> condition) {
    return byName.values().stream().allMatch(condition);
  }

  /** The step as it ended; it has to be open. */
  Steps ended(String name, Fate fate, Optional<Refusal> refusal, String explanation) {
    if (!isOpen(name)) {
      throw new IllegalStateException(
          "Expected an open step, but found '%s' among %s".formatted(name, byName));
    }
    return changed(name, step -> step.ended(fate, refusal, explanation));
  }

  /** It goes on without this one, which has to be one that was not taken. */
  Steps skipped(String name, String why) {
    if (find(name).filter(step -> !step.isBehindUs()).isEmpty()) {
      throw new IllegalStateException(
          "Expected a step that was not taken, but found '%s' among %s".formatted(name, byName));
    }
    return changed(name, step -> step.ended(Fate.SKIPPED, step.refusal(), why));
  }

  private Steps changed(String name, java.util.function.UnaryOperator<Step> change) {
    Map<String, Step> changed = new LinkedHashMap<>(byName);
    changed.computeIfPresent(name, (_, step) -> change.apply(step));
    return new Steps(changed);
  }

  /** What became of each, in the order of the plan. */
  String fates() {
    return byName.entrySet().stream()
        .map(entry -> "'%s' %s".formatted(entry.getKey(), fate(entry.getValue())))
        .collect(Collectors.joining("; "));
  }

  private static String fate(Step step) {
    return switch (step.fate()) {
      case OPEN -> "gave no answer in time, so what became of it is not known";
      case SUCCEEDED -> "succeeded";
      case REFUSED -> "was refused: " + step.explanation();
      case FAILED -> "failed: " + step.explanation();
      case SKIPPED -> "was skipped: " + step.explanation();
    };
  }
}
