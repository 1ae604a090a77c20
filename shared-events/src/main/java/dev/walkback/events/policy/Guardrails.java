package dev.walkback.events.policy;

import dev.walkback.events.plan.WayBack;
import dev.walkback.events.suspicion.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What keeps a rollback from making it worse.
 *
 * @param ladder ways back in order of preference; one that the application has not is passed over
 * @param furtherBack how many releases further back than the first choice, if that turns out bad
 *     too
 * @param maxRollbacks that alerts may start within {@code maxRollbacksWindow}; a command may always
 * @param freezes when alerts start nothing without somebody's approval
 * @param locks names of resources shared with other applications, for instance a database: one
 *     rollback at a time
 * @param budgets from its start to healthy, by scenario; where none is given, the default
 * @param patience how long a rollback in trouble waits for an operator before it ends; zero: not at
 *     all
 * @param waitAtMost for a hold to be lifted or a permit to be given
 */
public record Guardrails(
    List<WayBack> ladder,
    int furtherBack,
    ApprovalRules approvals,
    int maxRollbacks,
    Duration maxRollbacksWindow,
    List<FreezeWindow> freezes,
    List<String> locks,
    Map<Scenario, Duration> budgets,
    Duration patience,
    Duration waitAtMost) {

  public static final Guardrails DEFAULTS =
      new Guardrails(
          List.of(WayBack.ARGO_CD, WayBack.HELM, WayBack.WORKLOAD),
          1,
          ApprovalRules.DEFAULTS,
          3,
          Duration.ofHours(24),
          List.of(),
          List.of(),
          Map.of(),
          Duration.ZERO,
          Duration.ofMinutes(30));

  public Guardrails {
    if (ladder.isEmpty()) {
      throw new IllegalArgumentException("Expected a ladder with a way back, but it has none");
    }
    if (furtherBack < 0 || maxRollbacks < 1) {
      throw new IllegalArgumentException(
          "Expected furtherBack from 0 and maxRollbacks from 1, but found %d and %d"
              .formatted(furtherBack, maxRollbacks));
    }
    ladder = List.copyOf(ladder);
    freezes = List.copyOf(freezes);
    // In one order, so that two rollbacks never wait for each other.
    locks = locks.stream().distinct().sorted().toList();
    budgets = Ordered.byKey(budgets);
  }

  /** How long a rollback of this scenario may take until it is healthy. */
  public Duration budget(Scenario scenario) {
    return Optional.ofNullable(budgets.get(scenario)).orElse(scenario.budget());
  }
}
