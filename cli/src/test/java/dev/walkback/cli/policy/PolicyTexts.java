package dev.walkback.cli.policy;

import dev.walkback.events.Event;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.policy.FleetPolicy;
import dev.walkback.events.policy.FreezeWindow;
import dev.walkback.events.policy.Guardrails;
import dev.walkback.events.policy.HealthCheck;
import dev.walkback.events.policy.People;
import dev.walkback.events.policy.RollbackPolicy;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was read of a policy, on one line. */
final class PolicyTexts {

  private PolicyTexts() {}

  static String of(Event policy) {
    return policy instanceof FleetPolicy fleet ? fleet(fleet) : policy((RollbackPolicy) policy);
  }

  private static String fleet(FleetPolicy fleet) {
    return "%s maxConcurrent %s storm %s"
        .formatted(
            fleet.application(),
            fleet.maxConcurrent().map(String::valueOf).orElse("unlimited"),
            fleet
                .storm()
                .map(storm ->
                    "%d%% at least %d within %s"
                        .formatted(
                            storm.percent(), storm.atLeast(), Durations.format(storm.window())))
                .orElse("off"));
  }

  private static String policy(RollbackPolicy policy) {
    return "%s %s alerts %s %s checks %s soak %s cooldown %s window %s%s%s"
        .formatted(
            policy.application(),
            policy.workloads().stream().map(WorkloadRef::shortName).toList(),
            policy.alerts().names(),
            new TreeMap<>(policy.alerts().labels()),
            policy.checks().stream().map(PolicyTexts::check).toList(),
            Durations.format(policy.limits().soak()),
            Durations.format(policy.limits().cooldown()),
            Durations.format(policy.limits().releaseWindow()),
            policy.guardrails().map(rails -> " guardrails " + rails(rails)).orElse(""),
            policy.people().map(PolicyTexts::people).orElse(""));
  }

  private static String people(People people) {
    return " people %s %s".formatted(people.owner().orElse("nobody"), people.boxes());
  }

  private static String check(HealthCheck check) {
    String where =
        switch (check) {
          case HealthCheck.OfService at ->
              at.namespace() + "/" + at.service() + ":" + at.port() + at.path();
          case HealthCheck.OfUrl at -> at.url().toString();
        };
    return check.name() + " " + where + " " + check.status() + " " + new TreeMap<>(check.json());
  }

  private static String rails(Guardrails rails) {
    return "ladder %s further %d approvals %s for %s at most %d within %s freezes %s locks %s budgets %s patience %s wait %s"
        .formatted(
            rails.ladder(),
            rails.furtherBack(),
            new TreeMap<>(rails.approvals().byScenario()),
            Durations.format(rails.approvals().validFor()),
            rails.maxRollbacks(),
            Durations.format(rails.maxRollbacksWindow()),
            rails.freezes().stream().map(PolicyTexts::freeze).toList(),
            rails.locks(),
            rails.budgets().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(budget -> budget.getKey() + "=" + Durations.format(budget.getValue()))
                .collect(Collectors.joining(", ", "{", "}")),
            Durations.format(rails.patience()),
            Durations.format(rails.waitAtMost()));
  }

  private static String freeze(FreezeWindow window) {
    return "%s %s-%s %s '%s'"
        .formatted(window.days(), window.from(), window.to(), window.zone(), window.reason());
  }
}
