package dev.walkback.orchestrator.core;

import dev.walkback.events.Target;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.verification.Verification.Expected;
import dev.walkback.orchestrator.core.Rollback.Stuck;
import java.util.List;

/**
 * Leaving a step out. Its workloads stay as they are, whatever that is: from now on no step writes
 * them, nothing is expected of them, and what they serve is neither proven nor left behind.
 */
final class Skipping {

  private Skipping() {}

  static Stuck without(Stuck live, String step, String why) {
    List<WorkloadRef> left =
        live.steps().find(step).map(Steps.Step::targets).orElse(List.of()).stream()
            .map(Target::workload)
            .toList();
    Course course = live.course().skipping(left);
    List<Expected> expected =
        live.expected().stream().filter(each -> !left.contains(each.workload())).toList();
    return new Stuck(
        planned(live.story(), course),
        course,
        live.reason(),
        live.explanation(),
        live.steps().skipped(step, why),
        expected,
        live.until());
  }

  /** A rollback that is left with nothing ends at once, and tells what it wanted to do. */
  private static Story planned(Story story, Course course) {
    List<Target> rest = course.withoutSkipped(story.plan());
    return rest.isEmpty() ? story : story.planned(rest);
  }
}
