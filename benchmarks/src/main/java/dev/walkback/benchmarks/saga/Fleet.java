package dev.walkback.benchmarks.saga;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Envelope;
import dev.walkback.events.Event;
import dev.walkback.events.Revision;
import dev.walkback.events.TriggerId;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.plan.WayBack;
import dev.walkback.events.policy.AlertMatch;
import dev.walkback.events.policy.ApprovalRules;
import dev.walkback.events.policy.FleetPolicy;
import dev.walkback.events.policy.Guardrails;
import dev.walkback.events.policy.Limits;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.suspicion.Scenario;
import dev.walkback.events.suspicion.Suspicion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Applications of four Deployments each, their policies, and what a detector would say when all
 * four were released and something broke.
 */
final class Fleet {

  /** Steps of one rollback. */
  static final int STEPS = 4;

  private static final Limits LIMITS =
      new Limits(
          Duration.ofHours(1),
          Duration.ofMinutes(20),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ZERO,
          Duration.ofSeconds(5),
          Duration.ZERO,
          Duration.ZERO);

  /** More rollbacks in a day than any run makes of one application. */
  private static final int MANY = 100_000;

  private static final Guardrails RAILS =
      new Guardrails(
          List.of(WayBack.WORKLOAD),
          0,
          ApprovalRules.DEFAULTS,
          MANY,
          Duration.ofHours(1),
          List.of(),
          List.of(),
          Map.of(),
          Duration.ZERO,
          Duration.ofMinutes(30));

  private Fleet() {}

  static ApplicationId application(int number) {
    return new ApplicationId("shop-" + number % 100, "app-" + number);
  }

  static Envelope<Event> policy(int number) {
    ApplicationId application = application(number);
    return envelope(
        "policy/" + application,
        Instant.now(),
        new RollbackPolicy(
                application,
                ContentDigest.of(application.toString()),
                workloads(application),
                new AlertMatch(List.of(), Map.of()),
                List.of(),
                LIMITS,
                Optional.empty())
            .guardedBy(RAILS));
  }

  /** Nothing that crosses applications, or the permits of all that may be in flight. */
  static Envelope<Event> fleetPolicy(boolean guarded) {
    return envelope(
        "policy/fleet",
        Instant.now(),
        new FleetPolicy(
            ApplicationId.EVERYTHING,
            ContentDigest.of("the fleet of the benchmark"),
            guarded ? Optional.of(MANY) : Optional.empty(),
            Optional.empty()));
  }

  /** That the newest release of an application looks bad. */
  static Envelope<Event> suspicion(int number, long release) {
    ApplicationId application = application(number);
    Instant now = Instant.now();
    TriggerSummary trigger =
        new TriggerSummary(
            new TriggerId("alert/%016x@%s".formatted(number, now)),
            TriggerSummary.Origin.ALERT,
            "KubePodCrashLooping",
            "Pods of " + application + " are crash looping",
            now,
            now);
    return envelope(
        "suspicion/" + application + "/" + release,
        now,
        new Suspicion.ReleaseSuspected(
            application,
            trigger,
            Scenario.BAD_DEPLOYMENT,
            now.minusSeconds(3_600),
            workloads(application).stream()
                .map(workload -> facts(workload, release, now.minusSeconds(60)))
                .toList()));
  }

  private static WorkloadFacts facts(WorkloadRef workload, long release, Instant releasedAt) {
    Revision good = revision(workload, 1, "good", releasedAt.minusSeconds(86_400));
    Revision bad = revision(workload, release + 2, "bad-" + release, releasedAt);
    return new WorkloadFacts(
        workload, bad.template(), releasedAt, Optional.empty(), false, List.of(bad, good));
  }

  private static Revision revision(
      WorkloadRef workload, long number, String version, Instant createdAt) {
    return new Revision(
        number,
        ContentDigest.of(workload + version),
        List.of("registry.example.org/%s:%s".formatted(workload.name(), version)),
        createdAt);
  }

  private static List<WorkloadRef> workloads(ApplicationId application) {
    return IntStream.range(0, STEPS)
        .mapToObj(i ->
            new WorkloadRef(
                WorkloadKind.DEPLOYMENT, application.namespace(), application.name() + "-" + i))
        .toList();
  }

  private static Envelope<Event> envelope(String id, Instant now, Event data) {
    return new Envelope<>(id, "/benchmarks", now, Optional.empty(), data);
  }
}
