package dev.walkback.orchestrator.core;

import static dev.walkback.orchestrator.core.World.BACKEND;
import static dev.walkback.orchestrator.core.World.BACK_BACKEND;
import static dev.walkback.orchestrator.core.World.BACK_FRONTEND;
import static dev.walkback.orchestrator.core.World.FRONTEND;
import static dev.walkback.orchestrator.core.World.NOON;
import static dev.walkback.orchestrator.core.World.V1;
import static dev.walkback.orchestrator.core.World.V2;
import static dev.walkback.orchestrator.core.World.V3;
import static dev.walkback.orchestrator.core.World.facts;
import static dev.walkback.orchestrator.core.World.idOf;
import static dev.walkback.orchestrator.core.World.policy;
import static dev.walkback.orchestrator.core.World.writtenBy;

import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.verification.Verdict;
import dev.walkback.events.verification.VerificationOutcome.Phase;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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

  /** Every story, newly played. */
  public static Map<String, Saga> all() {
    Map<String, Saga> all = new LinkedHashMap<>();
    all.put("healthy again", healthy());
    all.put("healthy again, nothing to soak", healthyWithoutSoak());
    all.put(
        "looked at on the way",
        verifying()
            .looked(Phase.RECOVERY, Verdict.INCONCLUSIVE)
            .concluded(Phase.RECOVERY, Verdict.HEALTHY)
            .looked(Phase.SOAK, Verdict.INCONCLUSIVE)
            .concluded(Phase.SOAK, Verdict.HEALTHY));
    all.put(
        "by command",
        surveying()
            .surveyed(BAD_BACKEND)
            .done(BACK_BACKEND)
            .concluded(Phase.RECOVERY, Verdict.HEALTHY)
            .concluded(Phase.SOAK, Verdict.HEALTHY));
    all.put("survey refused", failingSurvey());
    all.put("survey silent", surveying().timeOut());
    all.put("no target", surveying().surveyed(facts(BACKEND, NOON, V1)));
    all.put("target unhealthy", verifying().concluded(Phase.RECOVERY, Verdict.UNHEALTHY));
    all.put("recovery unclear", verifying().concluded(Phase.RECOVERY, Verdict.INCONCLUSIVE));
    all.put("verifier silent", verifying().timeOut());
    all.put("relapsed", soaking().concluded(Phase.SOAK, Verdict.UNHEALTHY));
    all.put("soak unclear", soaking().concluded(Phase.SOAK, Verdict.INCONCLUSIVE));
    all.put("soak silent", soaking().timeOut());
    all.put("refused", rollingBack().refused(BACK_BACKEND));
    all.put("failed", rollingBack().failed(BACK_BACKEND));
    all.put("executor silent", rollingBack().timeOut());
    all.put("half refused", rollingBackTwo().done(BACK_FRONTEND).refused(BACK_BACKEND));
    all.put("half silent", rollingBackTwo().done(BACK_FRONTEND).timeOut());
    all.put(
        "joined in every state",
        surveying()
            .suspect("A", BAD_BACKEND)
            .surveyed(BAD_BACKEND)
            .suspect("B", BAD_BACKEND)
            .done(BACK_BACKEND)
            .suspect("C", BAD_BACKEND)
            .concluded(Phase.RECOVERY, Verdict.HEALTHY)
            .suspect("D", BAD_BACKEND)
            .concluded(Phase.SOAK, Verdict.HEALTHY)
            .suspect("E", BAD_BACKEND));
    all.put("suppressed in every state", suppressedEverywhere());
    all.put("of a rollback", ofARollback());
    return all;
  }

  private static Saga failingSurvey() {
    return surveying().failed("survey");
  }

  static Saga ofARollback() {
    return Saga.by(policy(BACKEND)).suspect("Errors", writtenBy(idOf("Earlier"), BAD_BACKEND));
  }

  private static Saga suppressedEverywhere() {
    return stale(
        stale(
                stale(
                        stale(stale(surveying(), "1").surveyed(BAD_BACKEND), "2")
                            .done(BACK_BACKEND),
                        "3")
                    .concluded(Phase.RECOVERY, Verdict.HEALTHY),
                "4")
            .concluded(Phase.SOAK, Verdict.HEALTHY),
        "5");
  }

  private static Saga stale(Saga saga, String name) {
    return saga.suspect(
        new dev.walkback.events.suspicion.Suspicion.TriggerStale(
            World.SHOP, World.alert("Stale" + name), "It began yesterday"));
  }
}
