package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.release.Standing;
import dev.walkback.orchestrator.core.Ledger;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Otherwise the next rollback goes further back than it has to. */
final class ServingWellProves implements Invariant {

  @Override
  public String sentence() {
    return "What serves well for hours is verified in the end, whatever went on when it came";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.HoursLater(Map<ApplicationId, Set<ContentDigest>> well)
        ? well.entrySet().stream()
            .flatMap(each -> unproven(each.getKey(), each.getValue(), before).stream())
            .findFirst()
        : Optional.empty();
  }

  private static Optional<String> unproven(
      ApplicationId application, Set<ContentDigest> live, Chronicle before) {
    Ledger ledger = before.replayed(application).memory().ledger();
    if (live.stream().anyMatch(ledger::isQuarantined)) {
      return Optional.empty(); // somebody has said so, or it was rolled away from; people decide
    }
    return live.stream()
        .filter(template -> ledger.standing(template) != Standing.VERIFIED)
        .findFirst()
        .map(template ->
            "%s of %s serves well for hours, but is only %s"
                .formatted(template, application, ledger.standing(template)));
  }
}
