package dev.walkback.detector.core;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Revision;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.policy.AlertMatch;
import dev.walkback.events.policy.Limits;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.trigger.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Alerts, policies and workloads to begin with. */
public final class Given {

  public static final Instant BEGAN = Instant.parse("2026-11-24T10:00:00.123456789Z");
  public static final WorkloadRef BACKEND = deployment("production", "backend");

  private Given() {}

  public static WorkloadRef deployment(String namespace, String name) {
    return new WorkloadRef(WorkloadKind.DEPLOYMENT, namespace, name);
  }

  public static Alert alert(Map<String, String> labels) {
    return new Alert(
        Alert.Status.FIRING,
        "593c12c75dde2a11",
        labels,
        Map.of("summary", "it hurts"),
        BEGAN,
        Optional.empty());
  }

  public static Alert alertOfBackend() {
    return alert(
        Map.of("alertname", "HighErrorRate", "namespace", "production", "deployment", "backend"));
  }

  public static Incident incident(Alert alert) {
    return new Incident(alert, Optional.empty(), alert.startsAt().plusSeconds(5));
  }

  public static RollbackPolicy policy(String application, WorkloadRef... workloads) {
    return policy(application, new AlertMatch(List.of(), Map.of()), workloads);
  }

  public static RollbackPolicy policy(
      String application, AlertMatch alerts, WorkloadRef... workloads) {
    return new RollbackPolicy(
        ApplicationId.parse(application),
        ContentDigest.of(application),
        List.of(workloads),
        alerts,
        List.of(),
        Limits.DEFAULTS,
        Optional.empty());
  }

  /** A workload whose content came into effect so long before the alert began. */
  public static WorkloadFacts released(WorkloadRef workload, Duration beforeTheAlert) {
    Instant at = BEGAN.minus(beforeTheAlert);
    ContentDigest live = ContentDigest.of("bad " + workload.name());
    return new WorkloadFacts(
        workload,
        live,
        at,
        Optional.empty(),
        false,
        List.of(new Revision(2, live, List.of("app:2"), at)));
  }
}
