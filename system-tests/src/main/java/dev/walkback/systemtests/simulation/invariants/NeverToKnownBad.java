package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.Target;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditRecord;
import java.util.Optional;

/** Going there again would be going in a circle. */
final class NeverToKnownBad implements Invariant {

  @Override
  public String sentence() {
    return "Never to a quarantined release, nor to what is live";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.AuditWritten written
            && written.record().entry() instanceof AuditEntry.TargetsResolved resolved
        ? resolved.targets().stream()
            .flatMap(target -> bad(target, resolved, written.record(), before).stream())
            .findFirst()
        : Optional.empty();
  }

  private static Optional<String> bad(
      Target target, AuditEntry.TargetsResolved resolved, AuditRecord record, Chronicle before) {
    if (before.quarantined(record.application()).contains(target.template())) {
      return Optional.of("It goes to " + target + ", which is quarantined");
    }
    return resolved.facts().stream()
        .filter(facts -> facts.workload().equals(target.workload()))
        .filter(facts -> facts.live().equals(target.template()))
        .findFirst()
        .map(_ -> "It goes to " + target + ", which is live");
  }
}
