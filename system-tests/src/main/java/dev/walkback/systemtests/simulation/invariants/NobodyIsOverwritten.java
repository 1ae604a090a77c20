package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.systemtests.simulation.cluster.Writer;
import java.util.Optional;

/** Somebody may have repaired it meanwhile. */
final class NobodyIsOverwritten implements Invariant {

  @Override
  public String sentence() {
    return "A write replaces what the plan wants to leave, on a workload that is not paused";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    if (!(fact instanceof Fact.WorkloadWritten(var write))
        || !(write.writer() instanceof Writer.Walkback walkback)) {
      return Optional.empty();
    }
    var planned =
        before
            .tale(walkback.rollback())
            .flatMap(tale -> tale.target(walkback.fence(), write.workload()));
    return Invariant.unless(
        !write.paused()
            && planned.filter(target -> target.from().equals(write.before().digest())).isPresent(),
        "%s wrote over %s%s, but the plan says %s",
        walkback.rollback(),
        write.before(),
        write.paused() ? " on a paused workload" : "",
        planned);
  }
}
