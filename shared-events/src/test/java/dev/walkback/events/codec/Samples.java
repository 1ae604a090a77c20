package dev.walkback.events.codec;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Event;
import dev.walkback.events.Revision;
import dev.walkback.events.RollbackId;
import dev.walkback.events.Target;
import dev.walkback.events.TriggerId;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.Box;
import dev.walkback.events.audit.Mark;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.command.Command;
import dev.walkback.events.execution.EvidenceSummary;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.policy.AlertMatch;
import dev.walkback.events.policy.HealthCheck;
import dev.walkback.events.policy.Limits;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.suspicion.Scenario;
import dev.walkback.events.suspicion.Suspicion;
import dev.walkback.events.trigger.Alert;
import dev.walkback.events.trigger.AlertRaised;
import dev.walkback.events.verification.Measurement;
import dev.walkback.events.verification.Verdict;
import dev.walkback.events.verification.Verification;
import dev.walkback.events.verification.VerificationOutcome;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One example of every event, with every field filled. */
final class Samples {

  private static final Instant AT = Instant.parse("2026-11-24T03:00:00.123Z");
  private static final ApplicationId APPLICATION = ApplicationId.parse("production/backend");
  private static final WorkloadRef WORKLOAD =
      new WorkloadRef(WorkloadKind.DEPLOYMENT, "production", "backend");
  private static final ContentDigest GOOD = ContentDigest.of("good");
  private static final ContentDigest BAD = ContentDigest.of("bad");
  private static final TriggerSummary TRIGGER =
      new TriggerSummary(
          new TriggerId("alert/0f1e2d3c4b5a6978@2026-11-24T03:00:00Z"),
          TriggerSummary.Origin.ALERT,
          "KubePodCrashLooping",
          "production/backend-6f5d (app) is in CrashLoopBackOff",
          AT,
          AT.plusSeconds(1));
  private static final RollbackId ROLLBACK = RollbackId.of(APPLICATION, TRIGGER.id());
  private static final Target TARGET = new Target(WORKLOAD, 41, GOOD, BAD);
  private static final WorkloadFacts FACTS =
      new WorkloadFacts(
          WORKLOAD,
          BAD,
          AT.minusSeconds(90),
          Optional.of(ROLLBACK),
          false,
          List.of(
              new Revision(42, BAD, List.of("shop/backend:2"), AT.minusSeconds(90)),
              new Revision(41, GOOD, List.of("shop/backend:1"), AT.minusSeconds(9000))));
  private static final EvidenceSummary EVIDENCE =
      new EvidenceSummary(
          ContentDigest.of("index"),
          "evidence/production/backend",
          List.of("manifest.json"),
          List.of("logs: timed out"));
  private static final Measurement MEASUREMENT =
      new Measurement(
          "rollout deployment/backend",
          Measurement.Aspect.ROLLOUT,
          Verdict.HEALTHY,
          "2 of 2 updated",
          "2 of 2 updated",
          AT);
  private static final List<HealthCheck> CHECKS =
      List.of(
          new HealthCheck.OfService(
              "health", "production", "backend", 80, "/health", 200, Map.of("status", "healthy")),
          new HealthCheck.OfUrl(
              "front", URI.create("https://shop.example.com/health"), 200, Map.of()));
  private static final RollbackStatus STATUS =
      new RollbackStatus(
          APPLICATION,
          ROLLBACK,
          RollbackStatus.Phase.SOAKING,
          TRIGGER,
          List.of(TARGET),
          List.of(new RollbackStatus.PhaseStart(RollbackStatus.Phase.ROLLING_BACK, AT)),
          List.of(
              new Mark(
                  Box.ROLLBACK_EXECUTED,
                  Mark.State.TICKED,
                  Optional.of(AT),
                  "revision 41 is asked for")),
          "Watching for 15 minutes",
          2,
          Optional.of("#incident-response"),
          Optional.of(AT.plusSeconds(900)));

  static final List<Event> ALL =
      List.of(
          new AlertRaised(
              APPLICATION,
              new Alert(
                  Alert.Status.FIRING,
                  "0f1e2d3c4b5a6978",
                  Map.of("alertname", "KubePodCrashLooping"),
                  Map.of("summary", "crash looping"),
                  AT,
                  Optional.of("http://prometheus.example.com/graph"))),
          new Command.RollBack(
              APPLICATION, "anna", "checkout is broken", AT.plusSeconds(60), Optional.of(41L)),
          new Suspicion.ReleaseSuspected(
              APPLICATION, TRIGGER, Scenario.BAD_DEPLOYMENT, AT.minusSeconds(3600), List.of(FACTS)),
          new Suspicion.NothingReleased(
              APPLICATION, TRIGGER, AT.minusSeconds(3600), List.of(FACTS)),
          new Suspicion.ApplicationUnknown(APPLICATION, TRIGGER, "no policy claims it"),
          new Suspicion.TriggerStale(APPLICATION, TRIGGER, "it is 2 hours old"),
          new Suspicion.ClusterUnreadable(APPLICATION, TRIGGER, "the API server does not answer"),
          new Execution.Survey(
              APPLICATION, ROLLBACK, "survey", AT.plusSeconds(30), List.of(WORKLOAD)),
          new Execution.RollBackWorkload(
              APPLICATION,
              ROLLBACK,
              "roll-back deployment/backend",
              AT.plusSeconds(30),
              TARGET,
              7,
              Duration.ofSeconds(3)),
          new ExecutionOutcome.Surveyed(APPLICATION, ROLLBACK, "survey", List.of(FACTS)),
          new ExecutionOutcome.WorkloadRolledBack(
              APPLICATION,
              ROLLBACK,
              "roll-back deployment/backend",
              ExecutionOutcome.Effect.APPLIED,
              43,
              AT,
              List.of("backend-0"),
              Optional.of(EVIDENCE)),
          new ExecutionOutcome.Refused(
              APPLICATION,
              ROLLBACK,
              "roll-back deployment/backend",
              ExecutionOutcome.Refusal.PAUSED,
              "it is paused"),
          new ExecutionOutcome.Failed(
              APPLICATION,
              ROLLBACK,
              "roll-back deployment/backend",
              "the API server does not answer"),
          new Verification.AwaitRecovery(
              APPLICATION,
              ROLLBACK,
              List.of(new Verification.Expected(WORKLOAD, GOOD)),
              CHECKS,
              Duration.ofSeconds(1),
              AT.plusSeconds(300)),
          new Verification.Soak(
              APPLICATION,
              ROLLBACK,
              List.of(new Verification.Expected(WORKLOAD, GOOD)),
              CHECKS,
              Duration.ofSeconds(5),
              AT.plusSeconds(900)),
          new VerificationOutcome.Progressed(
              APPLICATION, ROLLBACK, VerificationOutcome.Phase.RECOVERY, AT, List.of(MEASUREMENT)),
          new VerificationOutcome.Concluded(
              APPLICATION,
              ROLLBACK,
              VerificationOutcome.Phase.SOAK,
              Verdict.HEALTHY,
              "it stayed healthy",
              AT,
              180,
              List.of(MEASUREMENT)),
          new RollbackPolicy(
              APPLICATION,
              ContentDigest.of("policy"),
              List.of(WORKLOAD),
              new AlertMatch(List.of("KubePodCrashLooping"), Map.of("component", "backend")),
              CHECKS,
              Limits.DEFAULTS,
              Optional.of("#incident-response")),
          new AuditRecord(
              APPLICATION,
              1,
              AuditRecord.NONE,
              AT,
              Optional.of(ROLLBACK),
              new AuditEntry.StepSucceeded(
                  "roll-back deployment/backend",
                  TARGET,
                  ExecutionOutcome.Effect.APPLIED,
                  AT,
                  List.of(),
                  Optional.of(EVIDENCE)),
              Optional.of(STATUS)),
          STATUS);

  private Samples() {}
}
