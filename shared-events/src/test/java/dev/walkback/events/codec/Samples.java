package dev.walkback.events.codec;

import static dev.walkback.events.codec.Parts.APPLICATION;
import static dev.walkback.events.codec.Parts.APPROVED;
import static dev.walkback.events.codec.Parts.AT;
import static dev.walkback.events.codec.Parts.CHECKS;
import static dev.walkback.events.codec.Parts.DATABASE;
import static dev.walkback.events.codec.Parts.EVIDENCE;
import static dev.walkback.events.codec.Parts.EXPECTED;
import static dev.walkback.events.codec.Parts.FACTS;
import static dev.walkback.events.codec.Parts.MEASUREMENT;
import static dev.walkback.events.codec.Parts.OWNER;
import static dev.walkback.events.codec.Parts.OWNER_FACTS;
import static dev.walkback.events.codec.Parts.POLICY;
import static dev.walkback.events.codec.Parts.ROLLBACK;
import static dev.walkback.events.codec.Parts.STATUS;
import static dev.walkback.events.codec.Parts.TARGET;
import static dev.walkback.events.codec.Parts.TRIGGER;
import static dev.walkback.events.codec.Parts.WORKLOAD;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Event;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.guard.GuardAnswer;
import dev.walkback.events.guard.GuardRequest;
import dev.walkback.events.hold.Hold;
import dev.walkback.events.hold.HoldChanged;
import dev.walkback.events.plan.WayBack;
import dev.walkback.events.policy.FleetPolicy;
import dev.walkback.events.release.ReleaseLedger;
import dev.walkback.events.release.ReleaseSeen;
import dev.walkback.events.suspicion.Scenario;
import dev.walkback.events.suspicion.Suspicion;
import dev.walkback.events.trigger.Alert;
import dev.walkback.events.trigger.AlertRaised;
import dev.walkback.events.verification.Verdict;
import dev.walkback.events.verification.Verification;
import dev.walkback.events.verification.VerificationOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One example of every event, with every field filled. */
final class Samples {

  private static final String STEP = "roll-back deployment/backend";
  private static final String OWNER_STEP = "roll-back argo-cd/backend";

  private static final List<Event> SIGNALS =
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
          new Suspicion.ReleaseSuspected(
              APPLICATION,
              TRIGGER,
              Scenario.BAD_DEPLOYMENT,
              AT.minusSeconds(3600),
              List.of(FACTS),
              List.of(OWNER_FACTS)),
          new Suspicion.NothingReleased(
              APPLICATION, TRIGGER, AT.minusSeconds(3600), List.of(FACTS)),
          new Suspicion.ApplicationUnknown(APPLICATION, TRIGGER, "no policy claims it"),
          new Suspicion.TriggerStale(APPLICATION, TRIGGER, "it is 2 hours old"),
          new Suspicion.ClusterUnreadable(APPLICATION, TRIGGER, "the API server does not answer"),
          new ReleaseSeen(APPLICATION, AT, List.of(FACTS)));

  private static final List<Event> STEPS =
      List.of(
          new Execution.Survey(
              APPLICATION, ROLLBACK, "survey", AT.plusSeconds(30), List.of(WORKLOAD)),
          new Execution.RollBackWorkload(
              APPLICATION,
              ROLLBACK,
              STEP,
              AT.plusSeconds(30),
              TARGET,
              7,
              Duration.ofSeconds(3),
              Optional.of(APPROVED)),
          new Execution.RollBackOwner(
              APPLICATION,
              ROLLBACK,
              OWNER_STEP,
              AT.plusSeconds(30),
              WayBack.ARGO_CD,
              OWNER,
              List.of(TARGET),
              7,
              Duration.ofSeconds(3),
              Optional.of(APPROVED)),
          new ExecutionOutcome.Surveyed(
              APPLICATION, ROLLBACK, "survey", List.of(FACTS), List.of(OWNER_FACTS)),
          new ExecutionOutcome.WorkloadRolledBack(
              APPLICATION,
              ROLLBACK,
              STEP,
              ExecutionOutcome.Effect.APPLIED,
              43,
              AT,
              List.of("backend-0"),
              Optional.of(EVIDENCE)),
          new ExecutionOutcome.OwnerRolledBack(
              APPLICATION,
              ROLLBACK,
              OWNER_STEP,
              ExecutionOutcome.Effect.APPLIED,
              AT,
              Optional.of(EVIDENCE)),
          new ExecutionOutcome.Refused(
              APPLICATION, ROLLBACK, STEP, ExecutionOutcome.Refusal.PAUSED, "it is paused"),
          new ExecutionOutcome.Failed(
              APPLICATION, ROLLBACK, STEP, "the API server does not answer"));

  private static final List<Event> LOOKS =
      List.of(
          new Verification.AwaitRecovery(
              APPLICATION,
              ROLLBACK,
              EXPECTED,
              CHECKS,
              Duration.ofSeconds(1),
              AT.plusSeconds(300),
              Optional.of(2)),
          new Verification.Soak(
              APPLICATION,
              ROLLBACK,
              EXPECTED,
              CHECKS,
              Duration.ofSeconds(5),
              AT.plusSeconds(900),
              Optional.of(2)),
          new Verification.WatchRelease(
              APPLICATION,
              ROLLBACK,
              EXPECTED,
              CHECKS,
              Duration.ofSeconds(5),
              AT.plusSeconds(300),
              AT.plusSeconds(1200)),
          new VerificationOutcome.Progressed(
              APPLICATION,
              ROLLBACK,
              VerificationOutcome.Phase.RECOVERY,
              AT,
              List.of(MEASUREMENT),
              Optional.of(2)),
          new VerificationOutcome.Concluded(
              APPLICATION,
              ROLLBACK,
              VerificationOutcome.Phase.SOAK,
              Verdict.UNHEALTHY,
              "it did not stay healthy",
              AT,
              180,
              List.of(MEASUREMENT),
              Optional.of(2),
              Optional.of(VerificationOutcome.Cause.BAD)));

  private static final List<Event> RULES =
      List.of(
          POLICY,
          new FleetPolicy(
              ApplicationId.EVERYTHING,
              ContentDigest.of("fleet policy"),
              Optional.of(10),
              Optional.of(new FleetPolicy.Storm(30, 5, Duration.ofMinutes(10)))),
          new HoldChanged(
              ApplicationId.everythingIn("production"),
              Optional.of(
                  new Hold(
                      "carol", "the database is moved", AT, Optional.of(AT.plusSeconds(1800))))),
          new GuardRequest.Ask(DATABASE, APPLICATION, ROLLBACK, true),
          new GuardRequest.GiveBack(DATABASE, APPLICATION, ROLLBACK),
          new GuardAnswer.Granted(APPLICATION, DATABASE, ROLLBACK),
          new GuardAnswer.Queued(
              APPLICATION, DATABASE, ROLLBACK, "production/orders is being rolled back"),
          new GuardAnswer.Storm(
              APPLICATION, ApplicationId.EVERYTHING, ROLLBACK, "7 of 20 applications at once"));

  private static final List<Event> RECORDS =
      List.of(
          new ReleaseLedger(APPLICATION, List.of(Parts.RELEASE)),
          SampleEntries.EVERY_FIELD,
          STATUS);

  static final List<Event> ALL =
      Stream.of(SIGNALS, SampleCommands.ALL, STEPS, LOOKS, RULES, RECORDS)
          .<Event>flatMap(List::stream)
          .toList();

  private Samples() {}
}
