package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.systemtests.simulation.cluster.ClusterWrite;
import dev.walkback.systemtests.simulation.cluster.Writer;
import java.util.Optional;

/** A repeated step finds its target live. */
final class OneWritePerStep implements Invariant {

  @Override
  public String sentence() {
    return "A step of a rollback writes at most once";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.WorkloadWritten(var write)
            && write.writer() instanceof Writer.Walkback walkback
        ? before
            .tale(walkback.rollback())
            .flatMap(tale ->
                tale.writes().stream()
                    .filter(earlier -> isSameStep(earlier, write, walkback))
                    .findFirst())
            .map(earlier ->
                "%s was written again by %s, which wrote it at %s"
                    .formatted(write.workload().shortName(), walkback.rollback(), earlier.at()))
        : Optional.empty();
  }

  private static boolean isSameStep(
      ClusterWrite earlier, ClusterWrite write, Writer.Walkback walkback) {
    return earlier.workload().equals(write.workload())
        && earlier.writer() instanceof Writer.Walkback former
        && former.fence() == walkback.fence();
  }
}
