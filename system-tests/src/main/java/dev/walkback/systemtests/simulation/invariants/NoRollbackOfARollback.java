package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.systemtests.simulation.cluster.Writer;
import java.util.Optional;

/** The machine does not undo what the machine did. */
final class NoRollbackOfARollback implements Invariant {

  @Override
  public String sentence() {
    return "A rollback is never rolled back by the machine";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    if (!(fact instanceof Fact.WorkloadWritten(var write))
        || !(write.writer() instanceof Writer.Walkback walkback)
        || !(write.writerBefore() instanceof Writer.Walkback former)) {
      return Optional.empty();
    }
    return before
        .tale(walkback.rollback())
        .filter(Tale::startedByAlert)
        .filter(tale -> !former.rollback().equals(tale.id()))
        .map(tale ->
            "%s, which an alert started, replaced what %s had written"
                .formatted(tale.id(), former.rollback()));
  }
}
