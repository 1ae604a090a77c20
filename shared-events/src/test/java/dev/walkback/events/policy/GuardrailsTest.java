package dev.walkback.events.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.events.plan.WayBack;
import dev.walkback.events.suspicion.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GuardrailsTest {

  private static final Duration QUARTER = Duration.ofMinutes(15);

  @Test
  void a_ladder_without_a_rung_is_refused() {
    assertThatThrownBy(() -> rails(List.of(), 1, 3, List.of(), Map.of()))
        .hasMessage("Expected a ladder with a way back, but it has none");
  }

  @Test
  void further_back_begins_at_zero() {
    assertThatCode(() -> rails(ladder(), 0, 1, List.of(), Map.of())).doesNotThrowAnyException();
    assertThatThrownBy(() -> rails(ladder(), -1, 1, List.of(), Map.of()))
        .hasMessageContaining("furtherBack from 0");
  }

  @Test
  void at_least_one_rollback_is_allowed() {
    assertThatThrownBy(() -> rails(ladder(), 1, 0, List.of(), Map.of()))
        .hasMessageContaining("maxRollbacks from 1");
  }

  @Test
  void locks_come_in_one_order_and_once_whatever_the_policy_says() {
    assertThat(rails(ladder(), 1, 3, List.of("users", "orders", "users"), Map.of()).locks())
        .containsExactly("orders", "users");
  }

  @Test
  void a_budget_that_the_policy_gives_counts_and_else_the_scenarios_own() {
    var rails =
        rails(ladder(), 1, 3, List.of(), Map.of(Scenario.BAD_DEPLOYMENT, Duration.ofMinutes(2)));

    assertThat(rails.budget(Scenario.BAD_DEPLOYMENT)).isEqualTo(Duration.ofMinutes(2));
    assertThat(rails.budget(Scenario.CONFIGURATION)).isEqualTo(Scenario.CONFIGURATION.budget());
  }

  @Test
  void approvers_that_the_policy_asks_for_count_and_else_the_scenarios_own() {
    var rules = new ApprovalRules(Map.of(Scenario.DATABASE_MIGRATION, 0), QUARTER);

    assertThat(rules.approvers(Scenario.DATABASE_MIGRATION)).isZero();
    assertThat(rules.approvers(Scenario.DATA_CORRUPTION)).isEqualTo(1);
    assertThat(rules.approvers(Scenario.BAD_DEPLOYMENT)).isZero();
  }

  @Test
  void fewer_than_no_approvers_are_refused_with_the_scenario() {
    assertThatThrownBy(() -> new ApprovalRules(Map.of(Scenario.CONFIGURATION, -1), QUARTER))
        .hasMessage("Expected 0 or more approvers for CONFIGURATION, but found -1");
  }

  private static List<WayBack> ladder() {
    return List.of(WayBack.WORKLOAD);
  }

  private static Guardrails rails(
      List<WayBack> ladder,
      int furtherBack,
      int maxRollbacks,
      List<String> locks,
      Map<Scenario, Duration> budgets) {
    return new Guardrails(
        ladder,
        furtherBack,
        ApprovalRules.DEFAULTS,
        maxRollbacks,
        Duration.ofHours(24),
        List.of(),
        locks,
        budgets,
        Duration.ZERO,
        QUARTER);
  }
}
