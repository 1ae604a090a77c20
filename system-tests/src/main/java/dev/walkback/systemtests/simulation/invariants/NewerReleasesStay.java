package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.Target;
import dev.walkback.events.TriggerSummary.Origin;
import dev.walkback.events.audit.AuditEntry.TargetsResolved;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** It may be the cure. */
final class NewerReleasesStay implements Invariant {

  private static final Duration SKEW = Duration.ofSeconds(30);

  @Override
  public String sentence() {
    return "What was released only after an alert began is not rolled back because of it";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.AuditWritten written
            && written.record().entry() instanceof TargetsResolved resolved
        ? before
            .live(written.record().application())
            .filter(tale -> tale.start().trigger().origin() == Origin.ALERT)
            .flatMap(tale ->
                resolved.targets().stream()
                    .filter(target -> !wasReleased(target, tale, before))
                    .findFirst()
                    .map(target ->
                        "%s leaves %s of %s, which came after its alert of %s"
                            .formatted(
                                tale.id(),
                                target.from().abbreviated(),
                                target.workload().shortName(),
                                tale.start().trigger().at())))
        : Optional.empty();
  }

  private static boolean wasReleased(Target target, Tale tale, Chronicle before) {
    Instant latest = tale.start().trigger().at().plus(SKEW);
    return before.writes(target.workload()).stream()
        .filter(write -> write.after().digest().equals(target.from()))
        .anyMatch(write -> !write.at().truncatedTo(ChronoUnit.SECONDS).isAfter(latest));
  }
}
