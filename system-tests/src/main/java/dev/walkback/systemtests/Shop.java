package dev.walkback.systemtests;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Envelope;
import dev.walkback.events.Event;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.command.Command;
import dev.walkback.events.policy.AlertMatch;
import dev.walkback.events.policy.FleetPolicy;
import dev.walkback.events.policy.HealthCheck;
import dev.walkback.events.policy.Limits;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.sandbox.sample.CrashLoopAlert;
import dev.walkback.sandbox.sample.WebApp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An application with one workload, its manifests, its policy and what alerting says of it. The
 * same on the sandbox and on the lab.
 */
public record Shop(WorkloadRef workload) {

  public static Shop of(WorkloadKind kind, String namespace, String name) {
    return new Shop(new WorkloadRef(kind, namespace, name));
  }

  public ApplicationId application() {
    return new ApplicationId(workload.namespace(), workload.name());
  }

  /**
   * A release: its version, and the environment by which it goes bad, for instance {@code CRASH}.
   */
  public String manifest(String version, Map<String, String> environment) {
    return app().release(version, environment);
  }

  public String service() {
    return app().service();
  }

  private WebApp app() {
    return WebApp.of(workload.kind().kubernetesName(), workload.namespace(), workload.name());
  }

  /** Its applications are rolled back one after the other: that is no storm. */
  public static Envelope<Event> fleetWithoutLimits() {
    return new Envelope<>(
        "fleet-without-limits",
        "/walkback/test",
        Instant.now(),
        Optional.empty(),
        new FleetPolicy(
            ApplicationId.EVERYTHING,
            ContentDigest.of("without limits"),
            Optional.empty(),
            Optional.empty()));
  }

  public Envelope<Event> policy(Duration soak) {
    return policy(soak, Duration.ofHours(1));
  }

  public Envelope<Event> policy(Duration soak, Duration releaseWindow) {
    Limits limits =
        new Limits(
            releaseWindow,
            Duration.ofMinutes(20),
            Duration.ofSeconds(90),
            Duration.ofSeconds(120),
            soak,
            Duration.ofMillis(500),
            Duration.ofMinutes(30),
            Duration.ofSeconds(3));
    HealthCheck health =
        new HealthCheck.OfService(
            "health",
            workload.namespace(),
            workload.name(),
            80,
            "/health",
            200,
            Map.of("status", "healthy"));
    return envelope(
        "policy-" + application(),
        new RollbackPolicy(
            application(),
            ContentDigest.of(application().toString()),
            List.of(workload),
            new AlertMatch(List.of(), Map.of()),
            List.of(health),
            limits,
            Optional.of("#incidents")));
  }

  public Envelope<Event> rollBack(String reason) {
    Instant now = Instant.now();
    return envelope(
        "command-" + application() + now,
        new Command.RollBack(application(), "anna", reason, now.plusSeconds(60), Optional.empty()));
  }

  /** What Alertmanager posts when a container of the workload crash-loops. */
  public String webhook(Instant startsAt, String fingerprint) {
    return new CrashLoopAlert(app(), startsAt, fingerprint).json();
  }

  private static Envelope<Event> envelope(String id, Event event) {
    return new Envelope<>(id, "/system-tests", Instant.now(), Optional.empty(), event);
  }
}
