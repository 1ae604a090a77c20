package dev.walkback.events;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** One workload on the cluster. */
public record WorkloadRef(WorkloadKind kind, String namespace, String name) {

  /** As {@code kubectl} would take it, for people: {@code deployment/backend}. */
  @JsonIgnore
  public String shortName() {
    return switch (kind) {
      case DEPLOYMENT -> "deployment/" + name;
      case STATEFUL_SET -> "statefulset/" + name;
      case DAEMON_SET -> "daemonset/" + name;
    };
  }
}
