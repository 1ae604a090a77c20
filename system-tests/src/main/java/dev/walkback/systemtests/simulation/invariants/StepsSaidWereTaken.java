package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.audit.AuditEntry.StepSucceeded;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.execution.ExecutionOutcome.Effect;
import java.util.Optional;

/** An answer to another question is none. */
final class StepsSaidWereTaken implements Invariant {

  private final Intent intent;

  StepsSaidWereTaken(Intent intent) {
    this.intent = intent;
  }

  @Override
  public String sentence() {
    return "A step that is said to have succeeded was taken by this rollback, or found done";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.AuditWritten written
            && written.record().entry() instanceof StepSucceeded step
        ? before
            .live(written.record().application())
            .flatMap(tale -> untrue(step, tale, written.record(), before))
        : Optional.empty();
  }

  private Optional<String> untrue(
      StepSucceeded step, Tale tale, AuditRecord record, Chronicle before) {
    boolean wrote =
        tale.writes().stream().anyMatch(write -> write.workload().equals(step.target().workload()));
    if (step.effect() == Effect.APPLIED && !wrote) {
      return Optional.of(
          "%s says that it applied %s, but the cluster knows nothing of it"
              .formatted(tale.id(), step.target()));
    }
    return Invariant.unless(
        intent.wasLive(
            step.target().workload(),
            step.target().template(),
            tale.startedAt(),
            record.at(),
            before),
        "%s says that %s is live, but it was not",
        tale.id(),
        step.target());
  }
}
