package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.audit.SagaEntry.BudgetExceeded;
import dev.walkback.events.suspicion.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Who is late should say so. */
final class BudgetsAreTold implements Invariant {

  private final Intent intent;

  BudgetsAreTold(Intent intent) {
    this.intent = intent;
  }

  @Override
  public String sentence() {
    return "A rollback that is not healthy within its budget says so";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.Ended
        ? before.tales().stream()
            .filter(this::isSilent)
            .findFirst()
            .map(tale -> tale.id() + " exceeded its budget and did not say so")
        : Optional.empty();
  }

  private boolean isSilent(Tale tale) {
    Duration budget =
        tale.start()
            .policy()
            .rails()
            .budget(tale.start().scenario().orElse(Scenario.BAD_DEPLOYMENT));
    Instant bound = tale.startedAt().plus(budget).plus(intent.slack());
    Instant met = tale.healthyAt().or(tale::endedAt).orElse(Instant.MAX);
    return met.isAfter(bound)
        && tale.startedAt().isAfter(intent.calmFrom())
        && !tale.has(BudgetExceeded.class);
  }
}
