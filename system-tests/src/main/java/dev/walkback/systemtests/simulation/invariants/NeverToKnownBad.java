package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.audit.AuditEntry.TargetsResolved;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.SagaEntry.AttemptStarted;
import dev.walkback.events.plan.Plan;
import java.util.Optional;
import java.util.Set;

/** Going there again would be going in a circle. */
final class NeverToKnownBad implements Invariant {

  @Override
  public String sentence() {
    return "Never to a quarantined release, nor to what is live";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    if (!(fact instanceof Fact.AuditWritten written)) {
      return Optional.empty();
    }
    return switch (written.record().entry()) {
      // A plan that was agreed to may find that somebody went there already: nothing is written
      // then.
      case TargetsResolved resolved
          when !before
              .live(written.record().application())
              .flatMap(Tale::plan)
              .equals(resolved.plan()) ->
          toLive(resolved);
      case AttemptStarted attempt ->
          before
              .live(written.record().application())
              .flatMap(Tale::plan)
              .flatMap(plan -> toQuarantined(plan, attempt, written.record(), before));
      default -> Optional.empty();
    };
  }

  private static Optional<String> toLive(TargetsResolved resolved) {
    return resolved.targets().stream()
        .filter(target ->
            resolved.facts().stream()
                .anyMatch(facts ->
                    facts.workload().equals(target.workload())
                        && facts.live().equals(target.template())))
        .findFirst()
        .map(target -> "It goes to " + target + ", which is live");
  }

  private static Optional<String> toQuarantined(
      Plan plan, AttemptStarted attempt, AuditRecord record, Chronicle before) {
    Set<ContentDigest> quarantined = before.quarantined(record.application());
    return plan.attempts().get(attempt.attempt()).targets().stream()
        .filter(target -> quarantined.contains(target.template()))
        .findFirst()
        .map(target -> "It goes to " + target + ", which is quarantined");
  }
}
