package dev.walkback.orchestrator.core;

import dev.walkback.events.Target;
import dev.walkback.events.WorkloadRef;

/** Names of steps: the same for the same plan, however often it is made. */
final class StepNames {

  static final String SURVEY = "survey";

  private StepNames() {}

  static String of(Story story, Target target) {
    WorkloadRef workload = target.workload();
    boolean elsewhere =
        !workload.namespace().equals(story.start().policy().application().namespace());
    return "roll-back " + (elsewhere ? workload.namespace() + "/" : "") + workload.shortName();
  }
}
