package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.audit.SagaEntry.AttemptStarted;
import java.util.Optional;

/** Everything at once is an outage of its own. */
final class SlotsAreLimited implements Invariant {

  private final int most;

  /**
   * @param most at the same time
   */
  SlotsAreLimited(int most) {
    this.most = most;
  }

  @Override
  public String sentence() {
    return "No more rollbacks change clusters at the same time than the fleet allows";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.AuditWritten written
            && written.record().entry() instanceof AttemptStarted
        ? before.live(written.record().application()).flatMap(tale -> tooMany(tale, before))
        : Optional.empty();
  }

  private Optional<String> tooMany(Tale tale, Chronicle before) {
    long others = before.tales().stream().filter(each -> each != tale && each.isActing()).count();
    return Invariant.unless(
        others < most,
        "%s began while %d others were under way, and %d are allowed",
        tale.id(),
        others,
        most);
  }
}
