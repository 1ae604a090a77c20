package dev.walkback.systemtests;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Envelope;
import dev.walkback.events.Event;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.command.Command;
import dev.walkback.events.policy.AlertMatch;
import dev.walkback.events.policy.HealthCheck;
import dev.walkback.events.policy.Limits;
import dev.walkback.events.policy.RollbackPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An application with one workload, its manifests, its policy and what alerting says of it. The
 * same on the sandbox and on the lab.
 */
record Shop(WorkloadRef workload) {

  static Shop of(WorkloadKind kind, String namespace, String name) {
    return new Shop(new WorkloadRef(kind, namespace, name));
  }

  ApplicationId application() {
    return new ApplicationId(workload.namespace(), workload.name());
  }

  /**
   * A release: its version, and the environment by which it goes bad, for instance {@code CRASH}.
   */
  String manifest(String version, Map<String, String> environment) {
    StringBuilder env =
        new StringBuilder("{\"name\":\"VERSION\",\"value\":\"%s\"}".formatted(version));
    environment.forEach(
        (name, value) -> env.append(",{\"name\":\"%s\",\"value\":\"%s\"}".formatted(name, value)));
    String scale = workload.kind() == WorkloadKind.DAEMON_SET ? "" : "\"replicas\":2,";
    String service =
        workload.kind() == WorkloadKind.STATEFUL_SET
            ? "\"serviceName\":\"%s\",".formatted(workload.name())
            : "";
    return """
    {"apiVersion":"apps/v1","kind":"%1$s","metadata":{"name":"%2$s","namespace":"%3$s"},
     "spec":{%4$s%5$s"selector":{"matchLabels":{"app":"%2$s"}},
      "template":{"metadata":{"labels":{"app":"%2$s","component":"%2$s"},
        "annotations":{"prometheus.io/scrape":"true","prometheus.io/port":"8080"}},
       "spec":{"terminationGracePeriodSeconds":1,"containers":[{"name":"app","image":"lab/predator:1","imagePullPolicy":"IfNotPresent",
        "env":[%6$s],"ports":[{"name":"http","containerPort":8080}],
        "readinessProbe":{"httpGet":{"path":"/health","port":"http"},"periodSeconds":1}}]}}}}
    """
        .formatted(
            workload.kind().kubernetesName(),
            workload.name(),
            workload.namespace(),
            scale,
            service,
            env);
  }

  String service() {
    return """
    {"apiVersion":"v1","kind":"Service","metadata":{"name":"%1$s","namespace":"%2$s"},
     "spec":{"selector":{"app":"%1$s"},"ports":[{"name":"http","port":80,"targetPort":"http"}]}}
    """
        .formatted(workload.name(), workload.namespace());
  }

  Envelope<Event> policy(Duration soak) {
    return policy(soak, Duration.ofHours(1));
  }

  Envelope<Event> policy(Duration soak, Duration releaseWindow) {
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

  Envelope<Event> rollBack(String reason) {
    Instant now = Instant.now();
    return envelope(
        "command-" + application() + now,
        new Command.RollBack(application(), "anna", reason, now.plusSeconds(60), Optional.empty()));
  }

  /** What Alertmanager posts when a container of the workload crash-loops. */
  String webhook(Instant startsAt, String fingerprint) {
    String label = workload.kind().kubernetesName().toLowerCase(java.util.Locale.ROOT);
    return """
    {"version":"4","groupKey":"{}:{alertname=\\"KubePodCrashLooping\\"}","truncatedAlerts":0,"status":"firing","receiver":"walkback",
     "groupLabels":{"alertname":"KubePodCrashLooping"},"commonLabels":{},"commonAnnotations":{},"externalURL":"http://alertmanager",
     "alerts":[{"status":"firing","labels":{"alertname":"KubePodCrashLooping","namespace":"%s","%s":"%s","severity":"critical"},
      "annotations":{"summary":"crash looping"},"startsAt":"%s","endsAt":"0001-01-01T00:00:00Z","generatorURL":"","fingerprint":"%s"}]}
    """
        .formatted(workload.namespace(), label, workload.name(), startsAt, fingerprint);
  }

  private static Envelope<Event> envelope(String id, Event event) {
    return new Envelope<>(id, "/system-tests", Instant.now(), Optional.empty(), event);
  }
}
