package dev.walkback.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** The kinds of workload that Walkback rolls back, by their Kubernetes names. */
public enum WorkloadKind {
  DEPLOYMENT("Deployment"),
  STATEFUL_SET("StatefulSet"),
  DAEMON_SET("DaemonSet");

  private final String kubernetesName;

  WorkloadKind(String kubernetesName) {
    this.kubernetesName = kubernetesName;
  }

  @JsonCreator
  public static WorkloadKind parse(String text) {
    return Arrays.stream(values())
        .filter(kind -> kind.kubernetesName.equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "Expected Deployment, StatefulSet or DaemonSet, but found '%s'".formatted(text)));
  }

  @JsonValue
  public String kubernetesName() {
    return kubernetesName;
  }
}
