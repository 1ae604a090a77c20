package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.audit.AuditEntry.TargetsResolved;
import dev.walkback.events.audit.AuditRecord;
import java.time.Instant;
import java.util.Optional;

/** A plan made blind is a guess. */
final class PlansStandOnFacts implements Invariant {

  private final Intent intent;

  PlansStandOnFacts(Intent intent) {
    this.intent = intent;
  }

  @Override
  public String sentence() {
    return "What a plan says is live was live, and could be read, when it was made or agreed to";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.AuditWritten written
            && written.record().entry() instanceof TargetsResolved resolved
        ? before
            .live(written.record().application())
            .flatMap(tale ->
                resolved.facts().stream()
                    .flatMap(facts -> untrue(facts, tale, written.record(), before).stream())
                    .findFirst())
        : Optional.empty();
  }

  private Optional<String> untrue(
      WorkloadFacts facts, Tale tale, AuditRecord record, Chronicle before) {
    Instant from = tale.readSince();
    if (intent.away(from, record.at())) {
      return Optional.of(
          "%s stands on facts, but the cluster was away all the time".formatted(tale.id()));
    }
    return Invariant.unless(
        intent.wasLive(facts.workload(), facts.live(), from, record.at(), before),
        "%s stands on %s running %s, which it did not after %s",
        tale.id(),
        facts.workload().shortName(),
        facts.live().abbreviated(),
        from);
  }
}
