package dev.walkback.chassis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Ready means: the broker answers, every worker works, and whatever else the service needs is
 * there.
 */
public final class EdgeHealth implements HealthIndicator {

  private final EdgeLifecycle lifecycle;
  private final List<ReadinessCheck> checks;

  public EdgeHealth(EdgeLifecycle lifecycle, List<ReadinessCheck> checks) {
    this.lifecycle = lifecycle;
    this.checks = List.copyOf(checks);
  }

  @Override
  public Health health() {
    Map<String, String> problems = problems();
    Health.Builder health = problems.isEmpty() ? Health.up() : Health.outOfService();
    problems.forEach(health::withDetail);
    return health.build();
  }

  /** What is wrong, by what it concerns; empty when ready. */
  public Map<String, String> problems() {
    Map<String, String> problems = new LinkedHashMap<>();
    lifecycle.problem().ifPresent(problem -> problems.put("topics", problem));
    for (EdgeWorker worker : lifecycle.workers()) {
      worker.problem().ifPresent(problem -> problems.put(worker.name(), problem));
    }
    for (ReadinessCheck check : checks) {
      check.problem().ifPresent(problem -> problems.put(check.name(), problem));
    }
    return problems;
  }
}
