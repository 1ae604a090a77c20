package dev.walkback.systemtests.simulation.script;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.plan.WayBack;
import dev.walkback.events.policy.ApprovalRules;
import dev.walkback.events.policy.FleetPolicy;
import dev.walkback.events.policy.FleetPolicy.Storm;
import dev.walkback.events.policy.FreezeWindow;
import dev.walkback.events.policy.Guardrails;
import dev.walkback.events.suspicion.Scenario;
import dev.walkback.systemtests.simulation.world.Chance;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Draws what keeps rollbacks from making it worse. */
final class Rails {

  /** Every history begins at noon. */
  private static final FreezeWindow NOW =
      new FreezeWindow(
          Set.of(DayOfWeek.values()),
          LocalTime.of(11, 0),
          LocalTime.of(12, 2),
          ZoneOffset.UTC,
          "lunch");

  /** It begins while a history is on its way. */
  private static final FreezeWindow SOON =
      new FreezeWindow(
          Set.of(DayOfWeek.values()),
          LocalTime.of(12, 0, 30),
          LocalTime.of(12, 5),
          ZoneOffset.UTC,
          "tea");

  private final Chance chance;

  Rails(Chance chance) {
    this.chance = chance;
  }

  Guardrails draw() {
    List<WayBack> ladder =
        chance.oneIn(5) ? List.of(WayBack.HELM, WayBack.WORKLOAD) : List.of(WayBack.WORKLOAD);
    Map<Scenario, Integer> approvers =
        chance.oneIn(5) ? Map.of(Scenario.BAD_DEPLOYMENT, 1 + chance.below(2)) : Map.of();
    return new Guardrails(
        ladder,
        chance.below(3),
        new ApprovalRules(approvers, seconds(10, 20, 60)),
        chance.oneIn(6) ? 1 : 3,
        Duration.ofHours(1),
        chance.oneIn(8) ? List.of(chance.oneIn(2) ? NOW : SOON) : List.of(),
        chance.oneIn(4) ? List.of("database") : List.of(),
        chance.oneIn(3) ? Map.of(Scenario.BAD_DEPLOYMENT, seconds(10, 30)) : Map.of(),
        chance.oneIn(2) ? seconds(20, 60) : Duration.ZERO,
        seconds(20, 60));
  }

  FleetPolicy fleet() {
    Optional<Integer> concurrent =
        chance.oneIn(3) ? Optional.of(1 + chance.below(2)) : Optional.empty();
    Optional<Storm> storm =
        chance.oneIn(4)
            ? Optional.of(new Storm(1 + chance.below(60), 2, seconds(30, 300)))
            : Optional.empty();
    return new FleetPolicy(ApplicationId.EVERYTHING, ContentDigest.of("fleet"), concurrent, storm);
  }

  private Duration seconds(long... choices) {
    return Duration.ofSeconds(choices[chance.below(choices.length)]);
  }
}
