package dev.walkback.orchestrator.core;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Revision;
import dev.walkback.events.RollbackId;
import dev.walkback.events.TriggerId;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.guard.GuardRequest;
import dev.walkback.events.plan.OwnerFacts;
import dev.walkback.events.plan.WayBack;
import dev.walkback.events.plan.WorkloadContent;
import dev.walkback.events.policy.AlertMatch;
import dev.walkback.events.policy.FleetPolicy;
import dev.walkback.events.policy.Limits;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.suspicion.Scenario;
import dev.walkback.events.suspicion.Suspicion;
import dev.walkback.events.verification.Measurement;
import dev.walkback.events.verification.Measurement.Aspect;
import dev.walkback.events.verification.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Names and things that the tests share. */
public final class World {

  public static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  public static final ApplicationId SHOP = ApplicationId.parse("production/shop");
  public static final WorkloadRef BACKEND =
      new WorkloadRef(WorkloadKind.DEPLOYMENT, "production", "backend");
  public static final WorkloadRef FRONTEND =
      new WorkloadRef(WorkloadKind.DEPLOYMENT, "production", "frontend");
  public static final ContentDigest V1 = ContentDigest.of("v1");
  public static final ContentDigest V2 = ContentDigest.of("v2");
  public static final ContentDigest V3 = ContentDigest.of("v3");
  public static final String BACK_BACKEND = "roll-back deployment/backend";
  public static final String BACK_SHOP = "roll-back helm shop";
  public static final String BACK_FRONTEND = "roll-back deployment/frontend";

  private World() {}

  public static RollbackPolicy policy(WorkloadRef... workloads) {
    return policy(Duration.ofMinutes(15), workloads);
  }

  public static RollbackPolicy policy(Duration soak, WorkloadRef... workloads) {
    Limits d = Limits.DEFAULTS;
    return new RollbackPolicy(
        SHOP,
        ContentDigest.of("policy"),
        List.of(workloads),
        new AlertMatch(List.of(), Map.of()),
        List.of(),
        new Limits(
            d.releaseWindow(),
            d.triggerMaxAge(),
            d.stepDeadline(),
            d.recoveryDeadline(),
            soak,
            d.checkInterval(),
            d.cooldown(),
            d.evidenceTimeBox()),
        Optional.of("#shop"));
  }

  /** The policy of one workload with other guardrails. */
  public static RollbackPolicy guarded(UnaryOperator<Rails> change) {
    return policy(BACKEND).guardedBy(change.apply(Rails.DEFAULT).guardrails());
  }

  /** A workload whose newest content is live; numbers count up from one in the order given. */
  public static WorkloadFacts facts(
      WorkloadRef workload, Instant releasedAt, ContentDigest... oldestFirst) {
    List<Revision> revisions =
        java.util.stream.IntStream.range(0, oldestFirst.length)
            .mapToObj(i -> new Revision(i + 1, oldestFirst[i], List.of("shop:" + i), releasedAt))
            .toList()
            .reversed();
    return new WorkloadFacts(
        workload,
        oldestFirst[oldestFirst.length - 1],
        releasedAt,
        Optional.empty(),
        false,
        revisions);
  }

  public static WorkloadFacts writtenBy(RollbackId rollback, WorkloadFacts facts) {
    return new WorkloadFacts(
        facts.workload(),
        facts.live(),
        facts.releasedAt(),
        Optional.of(rollback),
        facts.paused(),
        facts.revisions());
  }

  /** Half a minute before noon. */
  public static TriggerSummary alert(String name) {
    return alert(name, NOON);
  }

  /** It began half a minute before it came. */
  public static TriggerSummary alert(String name, Instant receivedAt) {
    return new TriggerSummary(
        new TriggerId("alert/" + name),
        TriggerSummary.Origin.ALERT,
        name,
        "errors above 5 %",
        receivedAt.minusSeconds(30),
        receivedAt);
  }

  /** A suspicion by a window of one hour before noon. */
  public static Suspicion.ReleaseSuspected suspicion(String alert, WorkloadFacts... facts) {
    return suspicion(alert(alert), facts);
  }

  /** A suspicion by a window of one hour before the alert came. */
  public static Suspicion.ReleaseSuspected suspicion(TriggerSummary alert, WorkloadFacts... facts) {
    return new Suspicion.ReleaseSuspected(
        SHOP,
        alert,
        Scenario.BAD_DEPLOYMENT,
        alert.receivedAt().minus(Duration.ofHours(1)),
        Arrays.asList(facts));
  }

  /** The same where a Helm release owns the workloads, one revision for each content. */
  public static Suspicion.ReleaseSuspected owned(String alert, WorkloadFacts... owned) {
    int most = Arrays.stream(owned).mapToInt(facts -> facts.revisions().size()).min().orElseThrow();
    List<OwnerFacts.OwnerRevision> revisions =
        java.util.stream.IntStream.range(0, most).mapToObj(i -> revision(i, owned)).toList();
    return new Suspicion.ReleaseSuspected(
        SHOP,
        alert(alert),
        Scenario.BAD_DEPLOYMENT,
        NOON.minus(Duration.ofHours(1)),
        Arrays.asList(owned),
        List.of(new OwnerFacts(WayBack.HELM, "production", "shop", revisions)));
  }

  private static OwnerFacts.OwnerRevision revision(int index, WorkloadFacts... owned) {
    Revision first = owned[0].revisions().get(index);
    return new OwnerFacts.OwnerRevision(
        Long.toString(first.number()),
        first.createdAt(),
        Arrays.stream(owned)
            .map(facts ->
                new WorkloadContent(facts.workload(), facts.revisions().get(index).template()))
            .toList());
  }

  /** So many at once; a storm from three applications on. */
  public static FleetPolicy fleet(int maxConcurrent) {
    return new FleetPolicy(
        ApplicationId.EVERYTHING,
        ContentDigest.of("fleet"),
        Optional.of(maxConcurrent),
        Optional.of(new FleetPolicy.Storm(10, 3, Duration.ofMinutes(10))));
  }

  /** An application's rollback asks the fleet. */
  public static GuardRequest.Ask ask(String name) {
    ApplicationId application = new ApplicationId("production", name);
    return new GuardRequest.Ask(
        ApplicationId.EVERYTHING,
        application,
        RollbackId.of(application, alert("Errors").id()),
        false);
  }

  public static RollbackId idOf(String alert) {
    return RollbackId.of(SHOP, alert(alert).id());
  }

  public static List<Measurement> measured(Verdict verdict) {
    return List.of(
        new Measurement(
            "pods deployment/backend", Aspect.PODS, verdict, "all ready", "2 of 2 ready", NOON),
        new Measurement("GET /health", Aspect.SERVICE, verdict, "200", verdict.toString(), NOON));
  }
}
