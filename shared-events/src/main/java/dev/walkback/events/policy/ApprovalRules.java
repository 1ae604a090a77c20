package dev.walkback.events.policy;

import dev.walkback.events.suspicion.Scenario;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Who has to agree before anything is done. Whoever asked for the rollback never counts.
 *
 * @param byScenario how many approvers, where it differs from the scenario's own default
 * @param validFor how long the approvers have, and how long an approval holds
 */
public record ApprovalRules(Map<Scenario, Integer> byScenario, Duration validFor) {

  /** The scenarios' own defaults; a quarter of an hour. */
  public static final ApprovalRules DEFAULTS = new ApprovalRules(Map.of(), Duration.ofMinutes(15));

  public ApprovalRules {
    byScenario = Ordered.byKey(byScenario);
    byScenario.forEach((scenario, count) -> {
      if (count < 0) {
        throw new IllegalArgumentException(
            "Expected 0 or more approvers for %s, but found %d".formatted(scenario, count));
      }
    });
  }

  /** How many people must agree to this. */
  public int approvers(Scenario scenario) {
    return Optional.ofNullable(byScenario.get(scenario)).orElse(scenario.approvers());
  }
}
