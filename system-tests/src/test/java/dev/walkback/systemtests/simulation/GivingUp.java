package dev.walkback.systemtests.simulation;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.Target;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.SagaEntry.TargetGivenUp;
import dev.walkback.orchestrator.core.Decision;
import dev.walkback.orchestrator.core.Rollback;
import dev.walkback.systemtests.simulation.Twist.Honest;
import dev.walkback.systemtests.simulation.Twist.Question;
import java.util.List;

/** Going one release further back, done wrong. */
final class GivingUp {

  private GivingUp() {}

  /** Also where a workload stays. */
  static Decision quarantineAll(Question question, Honest honest) {
    List<ContentDigest> targets =
        question.state().live().map(Rollback::story).stream()
            .flatMap(story -> story.plan().stream())
            .map(Target::template)
            .distinct()
            .toList();
    Decision decision = honest.decide(question);
    return new Decision(
        decision.entries().stream().map(entry -> quarantining(entry, targets)).toList(),
        decision.effects());
  }

  private static AuditEntry quarantining(AuditEntry entry, List<ContentDigest> targets) {
    return entry instanceof TargetGivenUp end
        ? new TargetGivenUp(end.attempt(), end.explanation(), targets)
        : entry;
  }
}
