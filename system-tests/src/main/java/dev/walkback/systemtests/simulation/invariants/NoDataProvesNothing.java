package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.Target;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.audit.AuditEntry.RollbackSucceeded;
import dev.walkback.events.audit.AuditEntry.SoakStarted;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.OperatorEntry.SoakEndAsked;
import dev.walkback.events.verification.Measurement;
import dev.walkback.events.verification.Measurement.Aspect;
import dev.walkback.events.verification.Verdict;
import java.util.List;
import java.util.Optional;

/** Silence is not health. */
final class NoDataProvesNothing implements Invariant {

  private final Intent intent;

  NoDataProvesNothing(Intent intent) {
    this.intent = intent;
  }

  @Override
  public String sentence() {
    return "Healthy is only what was looked at, wholly, and found to serve its target";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    if (!(fact instanceof Fact.AuditWritten written)) {
      return Optional.empty();
    }
    return switch (written.record().entry()) {
      case SoakStarted soak -> unproven(soak.measurements(), written.record(), before);
      case RollbackSucceeded end
          when !before
              .live(written.record().application())
              .filter(tale -> tale.has(SoakEndAsked.class))
              .isPresent() ->
          unproven(end.measurements(), written.record(), before);
      default -> Optional.empty();
    };
  }

  private Optional<String> unproven(
      List<Measurement> measured, AuditRecord record, Chronicle before) {
    Tale tale = before.live(record.application()).orElseThrow();
    return tale.resolved().orElseThrow().facts().stream()
        .filter(facts -> !tale.skipped().contains(facts.workload()))
        .flatMap(facts -> unproven(facts, tale, measured, before).stream())
        .findFirst()
        .or(() ->
            measured.stream()
                .filter(each -> each.verdict() != Verdict.HEALTHY)
                .findFirst()
                .map(each -> tale.id() + " is called healthy in spite of " + each));
  }

  private Optional<String> unproven(
      WorkloadFacts facts, Tale tale, List<Measurement> measured, Chronicle before) {
    String name = facts.workload().shortName();
    ContentDigest expected =
        tale.current(facts.workload()).map(Target::template).orElse(facts.live());
    for (Aspect aspect : List.of(Aspect.ROLLOUT, Aspect.PODS)) {
      Optional<Measurement> found =
          measured.stream()
              .filter(each -> each.aspect() == aspect && each.check().endsWith(" " + name))
              .findFirst();
      if (found.isEmpty()) {
        return Optional.of(tale.id() + " is called healthy without a look at " + name);
      }
      if (!intent.wasLive(facts.workload(), expected, found.get().at(), found.get().at(), before)
          || intent.away(found.get().at(), found.get().at())) {
        return Optional.of(
            "%s is called healthy, but %s did not serve its target at %s"
                .formatted(tale.id(), name, found.get().at()));
      }
    }
    return Optional.empty();
  }
}
