package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.systemtests.simulation.cluster.Writer;
import java.util.Optional;

/** A step that comes too late meets a world that nobody planned for. */
final class DeadlinesHold implements Invariant {

  @Override
  public String sentence() {
    return "No write is decided after the deadline of its step";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.WorkloadWritten(var write)
            && write.writer() instanceof Writer.Walkback walkback
            && !walkback.decidedAt().isBefore(walkback.deadline())
        ? Optional.of(
            "%s decided at %s to write %s, after its deadline %s"
                .formatted(
                    walkback.rollback(),
                    walkback.decidedAt(),
                    write.workload().shortName(),
                    walkback.deadline()))
        : Optional.empty();
  }
}
