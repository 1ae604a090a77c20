package dev.walkback.orchestrator.core;

import static dev.walkback.orchestrator.core.World.BACKEND;
import static dev.walkback.orchestrator.core.World.BACK_BACKEND;
import static dev.walkback.orchestrator.core.World.BACK_FRONTEND;
import static dev.walkback.orchestrator.core.World.NOON;
import static dev.walkback.orchestrator.core.World.V1;
import static dev.walkback.orchestrator.core.World.facts;
import static dev.walkback.orchestrator.core.World.idOf;
import static dev.walkback.orchestrator.core.World.policy;
import static dev.walkback.orchestrator.core.World.writtenBy;

import dev.walkback.events.verification.Verdict;
import dev.walkback.events.verification.VerificationOutcome.Phase;
import java.util.LinkedHashMap;
import java.util.Map;

/** Stories of an alert or a command that is carried out at once. */
final class DirectStories {

  private DirectStories() {}

  /** Every story, newly played. */
  static Map<String, Saga> all() {
    Map<String, Saga> all = new LinkedHashMap<>();
    all.put("healthy again", Stories.healthy());
    all.put("healthy again, nothing to soak", Stories.healthyWithoutSoak());
    all.put(
        "looked at on the way",
        Stories.verifying()
            .looked(Phase.RECOVERY, Verdict.INCONCLUSIVE)
            .concluded(Phase.RECOVERY, Verdict.HEALTHY)
            .looked(Phase.SOAK, Verdict.INCONCLUSIVE)
            .concluded(Phase.SOAK, Verdict.HEALTHY));
    all.put(
        "by command",
        Stories.surveying()
            .surveyed(Stories.BAD_BACKEND)
            .done(BACK_BACKEND)
            .concluded(Phase.RECOVERY, Verdict.HEALTHY)
            .concluded(Phase.SOAK, Verdict.HEALTHY));
    all.put("survey refused", failingSurvey());
    all.put("survey silent", Stories.surveying().timeOut());
    all.put("no target", Stories.surveying().surveyed(facts(BACKEND, NOON, V1)));
    all.put("target unhealthy", Stories.verifying().concluded(Phase.RECOVERY, Verdict.UNHEALTHY));
    all.put(
        "recovery unclear", Stories.verifying().concluded(Phase.RECOVERY, Verdict.INCONCLUSIVE));
    all.put("verifier silent", Stories.verifying().timeOut());
    all.put("relapsed", Stories.soaking().concluded(Phase.SOAK, Verdict.UNHEALTHY));
    all.put("soak unclear", Stories.soaking().concluded(Phase.SOAK, Verdict.INCONCLUSIVE));
    all.put("soak silent", Stories.soaking().timeOut());
    all.put("refused", Stories.rollingBack().refused(BACK_BACKEND));
    all.put("failed", Stories.rollingBack().failed(BACK_BACKEND));
    all.put("executor silent", Stories.rollingBack().timeOut());
    all.put("half refused", Stories.rollingBackTwo().done(BACK_FRONTEND).refused(BACK_BACKEND));
    all.put("half silent", Stories.rollingBackTwo().done(BACK_FRONTEND).timeOut());
    all.put("of a rollback", ofARollback());
    return all;
  }

  private static Saga failingSurvey() {
    return Stories.surveying().failed("survey");
  }

  static Saga ofARollback() {
    return Saga.by(policy(BACKEND))
        .suspect("Errors", writtenBy(idOf("Earlier"), Stories.BAD_BACKEND));
  }
}
