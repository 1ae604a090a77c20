package dev.walkback.orchestrator.core;

import static dev.walkback.orchestrator.core.World.BACKEND;
import static dev.walkback.orchestrator.core.World.BACK_BACKEND;
import static dev.walkback.orchestrator.core.World.FRONTEND;
import static dev.walkback.orchestrator.core.World.NOON;
import static dev.walkback.orchestrator.core.World.V1;
import static dev.walkback.orchestrator.core.World.V2;
import static dev.walkback.orchestrator.core.World.V3;
import static dev.walkback.orchestrator.core.World.facts;
import static dev.walkback.orchestrator.core.World.policy;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.plan.WayBack;
import dev.walkback.events.verification.Verdict;
import dev.walkback.events.verification.VerificationOutcome.Phase;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Whole stories, from the first trigger to the end, for tests that want all of them. */
public final class Stories {

  static final WorkloadFacts BAD_BACKEND = facts(BACKEND, NOON.minusSeconds(60), V1, V2);
  static final WorkloadFacts BAD_FRONTEND = facts(FRONTEND, NOON.minusSeconds(50), V2, V3);
  static final WorkloadFacts OLD_FRONTEND = facts(FRONTEND, NOON.minus(Duration.ofDays(3)), V2, V3);

  private Stories() {}

  public static Saga rollingBack() {
    return Saga.by(policy(BACKEND)).suspect("Errors", BAD_BACKEND);
  }

  public static Saga rollingBackTwo() {
    return Saga.by(policy(BACKEND, FRONTEND)).suspect("Errors", BAD_BACKEND, BAD_FRONTEND);
  }

  public static Saga verifying() {
    return rollingBack().pass(Duration.ofSeconds(2)).done(BACK_BACKEND);
  }

  public static Saga soaking() {
    return verifying().pass(Duration.ofSeconds(20)).concluded(Phase.RECOVERY, Verdict.HEALTHY);
  }

  public static Saga healthy() {
    return soaking().pass(Duration.ofMinutes(15)).concluded(Phase.SOAK, Verdict.HEALTHY);
  }

  public static Saga healthyWithoutSoak() {
    return Saga.by(policy(Duration.ZERO, BACKEND))
        .suspect("Errors", BAD_BACKEND)
        .done(BACK_BACKEND)
        .concluded(Phase.RECOVERY, Verdict.HEALTHY);
  }

  public static Saga surveying() {
    return Saga.by(policy(BACKEND)).command("command-1", Optional.empty());
  }

  /** Something is needed that nobody gave yet. */
  public static Saga awaitingApproval() {
    return Saga.by(World.guarded(rails -> rails.approvers(2))).suspect("Errors", BAD_BACKEND);
  }

  public static Saga waitingForAGuard() {
    return Saga.by(World.guarded(rails -> rails.locks("orders-db"))).suspect("Errors", BAD_BACKEND);
  }

  public static Saga held() {
    return Saga.by(policy(BACKEND))
        .heldBy(ApplicationId.EVERYTHING, "ada")
        .suspect("Errors", BAD_BACKEND);
  }

  /** A step was refused, and an operator may help. */
  public static Saga stuckOnAStep() {
    return patient().suspect("Errors", BAD_BACKEND).refused(BACK_BACKEND);
  }

  /** Two steps were refused, and an operator leaves one of them out. */
  public static Saga stuckWithAStepSkipped() {
    return Saga.by(
            policy(BACKEND, FRONTEND)
                .guardedBy(Rails.DEFAULT.patience(Duration.ofMinutes(10)).guardrails()))
        .suspect("Errors", BAD_BACKEND, BAD_FRONTEND)
        .refused(BACK_BACKEND)
        .refused(World.BACK_FRONTEND)
        .skip("grace", World.BACK_FRONTEND);
  }

  /** The release gone back to is not healthy, and an operator may help. */
  public static Saga stuckOnHealth() {
    return patient()
        .suspect("Errors", BAD_BACKEND)
        .done(BACK_BACKEND)
        .concluded(Phase.RECOVERY, Verdict.UNHEALTHY);
  }

  static Saga patient() {
    return Saga.by(World.guarded(rails -> rails.patience(Duration.ofMinutes(10))));
  }

  /** Two ways back, and a verified release before the first choice. */
  static Saga ladder() {
    return Saga.by(World.guarded(rails -> rails.ladder(WayBack.HELM, WayBack.WORKLOAD)))
        .verified(V1)
        .verified(V2);
  }

  static Saga onTheLadder() {
    return ladder()
        .suspect(World.owned("Errors", facts(BACKEND, NOON.minusSeconds(60), V1, V2, V3)));
  }

  /** A human is called before the first step. */
  public static Saga withoutAnOlderContent() {
    return Saga.by(policy(BACKEND)).suspect("Errors", facts(BACKEND, NOON, V1));
  }

  static Saga ended() {
    return rollingBack().timeOut();
  }

  /** The fleet's guard, held, with one rollback that goes on and one that waits. */
  public static Saga fleet() {
    return Saga.of(ApplicationId.EVERYTHING)
        .fleetIs(World.fleet(1))
        .asked(World.ask("shop"))
        .asked(World.ask("blog"))
        .hold("ada", Optional.of(NOON.plusSeconds(600)));
  }

  /** One saga in each of the states. */
  public static Map<String, Supplier<Saga>> inEveryState() {
    Map<String, Supplier<Saga>> states = new LinkedHashMap<>();
    states.put("surveying", Stories::surveying);
    states.put("rolling back", Stories::rollingBack);
    states.put("on the ladder", Stories::onTheLadder);
    states.put("aborting", () -> rollingBack().abort("eve"));
    states.put("verifying", Stories::verifying);
    states.put("verifying on the ladder", () -> onTheLadder().ownerDone(World.BACK_SHOP));
    states.put("soaking", Stories::soaking);
    states.put(
        "soaking on the ladder",
        () -> onTheLadder().ownerDone(World.BACK_SHOP).concluded(Phase.RECOVERY, Verdict.HEALTHY));
    states.put("awaiting approval", Stories::awaitingApproval);
    states.put("reading once more", () -> awaitingApproval().approve("bob").approve("eve"));
    states.put("waiting for a guard", Stories::waitingForAGuard);
    states.put("held", Stories::held);
    states.put("stuck on a step", Stories::stuckOnAStep);
    states.put("stuck on health", Stories::stuckOnHealth);
    states.put("stuck with a step skipped", Stories::stuckWithAStepSkipped);
    return states;
  }

  /** Every story, newly played. */
  public static Map<String, Saga> all() {
    Map<String, Saga> all = new LinkedHashMap<>(DirectStories.all());
    all.putAll(SagaStories.all());
    return all;
  }
}
