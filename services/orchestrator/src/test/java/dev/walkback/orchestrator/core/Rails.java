package dev.walkback.orchestrator.core;

import dev.walkback.events.plan.WayBack;
import dev.walkback.events.policy.ApprovalRules;
import dev.walkback.events.policy.FreezeWindow;
import dev.walkback.events.policy.Guardrails;
import dev.walkback.events.suspicion.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Guardrails in the making: the defaults, changed one by one. */
public record Rails(Guardrails guardrails) {

  static final Rails DEFAULT = new Rails(Guardrails.DEFAULTS);

  Rails ladder(WayBack... ways) {
    Guardrails g = guardrails;
    return new Rails(
        new Guardrails(
            List.of(ways),
            g.furtherBack(),
            g.approvals(),
            g.maxRollbacks(),
            g.maxRollbacksWindow(),
            g.freezes(),
            g.locks(),
            g.budgets(),
            g.patience(),
            g.waitAtMost()));
  }

  Rails approvers(int count) {
    Guardrails g = guardrails;
    var rules = new ApprovalRules(Map.of(Scenario.BAD_DEPLOYMENT, count), Duration.ofMinutes(15));
    return new Rails(
        new Guardrails(
            g.ladder(),
            g.furtherBack(),
            rules,
            g.maxRollbacks(),
            g.maxRollbacksWindow(),
            g.freezes(),
            g.locks(),
            g.budgets(),
            g.patience(),
            g.waitAtMost()));
  }

  Rails atMost(int rollbacks) {
    Guardrails g = guardrails;
    return new Rails(
        new Guardrails(
            g.ladder(),
            g.furtherBack(),
            g.approvals(),
            rollbacks,
            g.maxRollbacksWindow(),
            g.freezes(),
            g.locks(),
            g.budgets(),
            g.patience(),
            g.waitAtMost()));
  }

  Rails freeze(FreezeWindow window) {
    Guardrails g = guardrails;
    return new Rails(
        new Guardrails(
            g.ladder(),
            g.furtherBack(),
            g.approvals(),
            g.maxRollbacks(),
            g.maxRollbacksWindow(),
            List.of(window),
            g.locks(),
            g.budgets(),
            g.patience(),
            g.waitAtMost()));
  }

  Rails locks(String... names) {
    Guardrails g = guardrails;
    return new Rails(
        new Guardrails(
            g.ladder(),
            g.furtherBack(),
            g.approvals(),
            g.maxRollbacks(),
            g.maxRollbacksWindow(),
            g.freezes(),
            List.of(names),
            g.budgets(),
            g.patience(),
            g.waitAtMost()));
  }

  Rails patience(Duration patience) {
    Guardrails g = guardrails;
    return new Rails(
        new Guardrails(
            g.ladder(),
            g.furtherBack(),
            g.approvals(),
            g.maxRollbacks(),
            g.maxRollbacksWindow(),
            g.freezes(),
            g.locks(),
            g.budgets(),
            patience,
            g.waitAtMost()));
  }
}
