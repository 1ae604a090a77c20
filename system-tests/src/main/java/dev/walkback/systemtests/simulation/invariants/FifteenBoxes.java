package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.audit.Box;
import dev.walkback.events.audit.Mark;
import dev.walkback.events.audit.OperatorEntry.SoakEndAsked;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.audit.RollbackStatus.Phase;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is left for humans must be said by name. */
final class FifteenBoxes implements Invariant {

  @Override
  public String sentence() {
    return "Every status shows all fifteen boxes, and healthy only with proof";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.AuditWritten written
        ? written
            .record()
            .status()
            .flatMap(status -> lacking(status, before.tale(status.rollbackId())))
        : Optional.empty();
  }

  private static Optional<String> lacking(RollbackStatus status, Optional<Tale> tale) {
    List<Box> shown = status.checklist().stream().map(Mark::box).toList();
    if (!shown.equals(Arrays.asList(Box.values()))) {
      return Optional.of(status.rollbackId() + " shows the boxes " + shown);
    }
    boolean proven =
        status.checklist().stream()
            .filter(mark -> mark.box() == Box.PODS_HEALTHY || mark.box() == Box.ROLLBACK_EXECUTED)
            .allMatch(mark -> mark.state() == Mark.State.TICKED);
    boolean taken =
        status.plan().stream()
            .allMatch(target -> tale.flatMap(each -> each.taken(target.workload())).isPresent());
    return Invariant.unless(
        status.phase() != Phase.HEALTHY
            || (taken && (proven || tale.filter(FifteenBoxes::isSaid).isPresent())),
        "%s is healthy, but shows %s",
        status.rollbackId(),
        status.checklist());
  }

  /** An operator has said that it is good enough. */
  private static boolean isSaid(Tale tale) {
    return tale.has(SoakEndAsked.class);
  }
}
