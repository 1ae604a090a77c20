package dev.walkback.orchestrator.core;

import dev.walkback.events.Target;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.plan.Attempt;
import dev.walkback.events.plan.OwnerTarget;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * Names of steps: the same for the same plan, however often it is made; another one each time that
 * steps are sent again, so that a late answer is not taken for a new one.
 */
final class StepNames {

  static final String SURVEY = "survey";
  static final String DRY_RUN = "dry-run";

  private StepNames() {}

  static String survey(Course course) {
    return course.plan().isEmpty()
        ? SURVEY
        : numbered("recheck", Math.max(1, course.approvals().rechecks()));
  }

  /** The steps of an attempt, in its order, and what each of them writes. */
  static SequencedMap<String, List<Target>> of(Story story, Attempt attempt, int round) {
    SequencedMap<String, List<Target>> names = new java.util.LinkedHashMap<>();
    if (attempt.owner().isPresent()) {
      names.put(numbered(of(attempt, attempt.owner().get()), round), attempt.targets());
    } else {
      attempt
          .targets()
          .forEach(target -> names.put(numbered(of(story, target), round), List.of(target)));
    }
    return names;
  }

  private static String of(Story story, Target target) {
    WorkloadRef workload = target.workload();
    boolean elsewhere =
        !workload.namespace().equals(story.start().policy().application().namespace());
    return "roll-back " + (elsewhere ? workload.namespace() + "/" : "") + workload.shortName();
  }

  private static String of(Attempt attempt, OwnerTarget owner) {
    String way = attempt.way().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return "roll-back %s %s".formatted(way, owner.name());
  }

  private static String numbered(String name, int round) {
    return round <= 1 ? name : name + " #" + round;
  }
}
