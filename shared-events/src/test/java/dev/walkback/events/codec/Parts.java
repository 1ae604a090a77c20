package dev.walkback.events.codec;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Revision;
import dev.walkback.events.RollbackId;
import dev.walkback.events.Target;
import dev.walkback.events.TriggerId;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.audit.Box;
import dev.walkback.events.audit.Mark;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.events.execution.EvidenceSummary;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.plan.Attempt;
import dev.walkback.events.plan.OwnerFacts;
import dev.walkback.events.plan.OwnerTarget;
import dev.walkback.events.plan.Plan;
import dev.walkback.events.plan.PlanLine;
import dev.walkback.events.plan.WayBack;
import dev.walkback.events.plan.WorkloadContent;
import dev.walkback.events.policy.AlertMatch;
import dev.walkback.events.policy.ApprovalRules;
import dev.walkback.events.policy.FreezeWindow;
import dev.walkback.events.policy.Guardrails;
import dev.walkback.events.policy.HealthCheck;
import dev.walkback.events.policy.Limits;
import dev.walkback.events.policy.People;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.release.LedgerRelease;
import dev.walkback.events.release.Standing;
import dev.walkback.events.suspicion.Scenario;
import dev.walkback.events.verification.Measurement;
import dev.walkback.events.verification.Verdict;
import dev.walkback.events.verification.Verification;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the samples are made of: one application, one rollback, every field filled. */
final class Parts {

  static final Instant AT = Instant.parse("2026-11-24T03:00:00.123Z");
  static final ApplicationId APPLICATION = ApplicationId.parse("production/backend");
  static final ApplicationId DATABASE = ApplicationId.resource("orders-db");
  static final WorkloadRef WORKLOAD =
      new WorkloadRef(WorkloadKind.DEPLOYMENT, "production", "backend");
  static final ContentDigest GOOD = ContentDigest.of("good");
  static final ContentDigest BAD = ContentDigest.of("bad");
  static final TriggerSummary TRIGGER =
      new TriggerSummary(
          new TriggerId("alert/0f1e2d3c4b5a6978@2026-11-24T03:00:00Z"),
          TriggerSummary.Origin.ALERT,
          "KubePodCrashLooping",
          "production/backend-6f5d (app) is in CrashLoopBackOff",
          AT,
          AT.plusSeconds(1));
  static final TriggerSummary ORDER =
      new TriggerSummary(
          new TriggerId("command/6c0d2c53"),
          TriggerSummary.Origin.COMMAND,
          "anna",
          "checkout is broken",
          AT,
          AT.plusSeconds(1));
  static final RollbackId ROLLBACK = RollbackId.of(APPLICATION, TRIGGER.id());
  static final Target TARGET = new Target(WORKLOAD, 41, GOOD, BAD);
  static final OwnerTarget OWNER = new OwnerTarget("argocd", "backend", "17");
  static final WorkloadFacts FACTS =
      new WorkloadFacts(
          WORKLOAD,
          BAD,
          AT.minusSeconds(90),
          Optional.of(ROLLBACK),
          false,
          List.of(
              new Revision(42, BAD, List.of("shop/backend:2"), AT.minusSeconds(90)),
              new Revision(41, GOOD, List.of("shop/backend:1"), AT.minusSeconds(9000))));
  static final OwnerFacts OWNER_FACTS =
      new OwnerFacts(
          WayBack.ARGO_CD,
          "argocd",
          "backend",
          List.of(
              new OwnerFacts.OwnerRevision(
                  "17", AT.minusSeconds(9000), List.of(new WorkloadContent(WORKLOAD, GOOD)))));
  static final EvidenceSummary EVIDENCE =
      new EvidenceSummary(
          ContentDigest.of("index"),
          "evidence/production/backend",
          List.of("manifest.json"),
          List.of("logs: timed out"));
  static final Measurement MEASUREMENT =
      new Measurement(
          "rollout deployment/backend",
          Measurement.Aspect.ROLLOUT,
          Verdict.HEALTHY,
          "2 of 2 updated",
          "2 of 2 updated",
          AT);
  static final List<HealthCheck> CHECKS =
      List.of(
          new HealthCheck.OfService(
              "health", "production", "backend", 80, "/health", 200, Map.of("status", "healthy")),
          new HealthCheck.OfUrl(
              "front", URI.create("https://shop.example.com/health"), 200, Map.of()));
  static final List<Verification.Expected> EXPECTED =
      List.of(new Verification.Expected(WORKLOAD, GOOD));
  static final Plan PLAN =
      Plan.of(
          Scenario.BAD_DEPLOYMENT,
          List.of(
              new Attempt(WayBack.ARGO_CD, 0, Optional.of(OWNER), List.of(TARGET)),
              new Attempt(WayBack.WORKLOAD, 0, Optional.empty(), List.of(TARGET))),
          List.of(
              new PlanLine(
                  "deployment/backend", "back to revision 41", "verified: it served for 9 days")),
          1);
  static final Execution.Approved APPROVED =
      new Execution.Approved(PLAN.digest(), List.of("bob"), AT.plusSeconds(900));
  static final LedgerRelease RELEASE =
      new LedgerRelease(
          GOOD,
          Optional.of(WORKLOAD),
          List.of("shop/backend:1"),
          Standing.VERIFIED,
          "it stayed healthy through a watch of 15 minutes",
          AT.minusSeconds(9000));
  static final Guardrails GUARDRAILS =
      new Guardrails(
          List.of(WayBack.ARGO_CD, WayBack.WORKLOAD),
          1,
          new ApprovalRules(Map.of(Scenario.DATABASE_MIGRATION, 2), Duration.ofMinutes(20)),
          3,
          Duration.ofHours(24),
          List.of(
              new FreezeWindow(
                  Set.of(DayOfWeek.FRIDAY, DayOfWeek.MONDAY),
                  LocalTime.of(22, 0),
                  LocalTime.of(6, 30),
                  ZoneId.of("Europe/Berlin"),
                  "the weekend sale")),
          List.of("orders-db"),
          Map.of(Scenario.BAD_DEPLOYMENT, Duration.ofMinutes(4)),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30));
  static final RollbackPolicy POLICY =
      new RollbackPolicy(
          APPLICATION,
          ContentDigest.of("policy"),
          List.of(WORKLOAD),
          new AlertMatch(List.of("KubePodCrashLooping"), Map.of("component", "backend")),
          CHECKS,
          Limits.DEFAULTS,
          Optional.of("#incident-response"),
          Optional.of(GUARDRAILS),
          Optional.of(
              new People(
                  Optional.of("payments on-call"),
                  Map.of(Box.STATUS_PAGE_UPDATED, "Jo, communications"))));
  static final RollbackStatus STATUS =
      new RollbackStatus(
          APPLICATION,
          ROLLBACK,
          Phase.SOAKING,
          TRIGGER,
          List.of(TARGET),
          List.of(new RollbackStatus.PhaseStart(Phase.ROLLING_BACK, AT)),
          List.of(
              new Mark(
                  Box.ROLLBACK_EXECUTED,
                  Mark.State.TICKED,
                  Optional.of(AT),
                  "revision 41 is asked for"),
              new Mark(
                  Box.STATUS_PAGE_UPDATED,
                  Mark.State.TICKED,
                  Optional.of(AT),
                  "anna says so: it is up to date",
                  Optional.of("Jo, communications"),
                  Optional.of("anna"))),
          "Watching for 15 minutes",
          2,
          Optional.of("#incident-response"),
          Optional.of(AT.plusSeconds(900)),
          Optional.of(
              new RollbackStatus.Approval(
                  PLAN.digest(), 2, List.of("bob"), AT.plusSeconds(900), List.of("it is frozen"))),
          Optional.of("the hold by carol: the database is being moved"),
          Optional.of(AT.plusSeconds(300)));

  private Parts() {}
}
