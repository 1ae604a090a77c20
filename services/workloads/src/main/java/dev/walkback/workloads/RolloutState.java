package dev.walkback.workloads;

import dev.walkback.events.WorkloadKind;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/**
 * How far the cluster is with what the workload asks for: the raw counters, for a reader to judge.
 * The status belongs to the spec only once {@code observedGeneration} has reached {@code
 * generation}.
 *
 * @param desired pods asked for; for a DaemonSet the nodes it should run on
 * @param total pods that exist, old ones included; for a DaemonSet those on the right nodes
 * @param strategy for instance RollingUpdate, Recreate or OnDelete; empty if not stated
 * @param partition StatefulSet only: ordinals below it stay as they are
 * @param currentRevision StatefulSet only, else empty
 * @param updateRevision StatefulSet only, else empty
 */
public record RolloutState(
    long generation,
    long observedGeneration,
    int desired,
    int total,
    int updated,
    int ready,
    int available,
    String strategy,
    OptionalInt partition,
    String currentRevision,
    String updateRevision,
    List<Condition> conditions) {

  public RolloutState {
    conditions = List.copyOf(conditions);
  }

  /** Whether the status speaks about the spec as it is now. */
  public boolean observed() {
    return observedGeneration >= generation;
  }

  static RolloutState read(WorkloadKind kind, JsonNode object) {
    return switch (kind) {
      case DEPLOYMENT -> replicated(object, "strategy");
      case STATEFUL_SET -> replicated(object, "updateStrategy");
      case DAEMON_SET -> perNode(object);
    };
  }

  private static RolloutState replicated(JsonNode object, String strategy) {
    return new RolloutState(
        Fields.number(object, "metadata", "generation"),
        Fields.number(object, "status", "observedGeneration"),
        // The API server defaults it to one.
        Fields.count(object, "spec", "replicas").orElse(1),
        status(object, "replicas"),
        status(object, "updatedReplicas"),
        status(object, "readyReplicas"),
        status(object, "availableReplicas"),
        Fields.textOrEmpty(object, "spec", strategy, "type"),
        Fields.count(object, "spec", strategy, "rollingUpdate", "partition"),
        Fields.textOrEmpty(object, "status", "currentRevision"),
        Fields.textOrEmpty(object, "status", "updateRevision"),
        Condition.allOf(object));
  }

  private static RolloutState perNode(JsonNode object) {
    return new RolloutState(
        Fields.number(object, "metadata", "generation"),
        Fields.number(object, "status", "observedGeneration"),
        status(object, "desiredNumberScheduled"),
        status(object, "currentNumberScheduled"),
        status(object, "updatedNumberScheduled"),
        status(object, "numberReady"),
        status(object, "numberAvailable"),
        Fields.textOrEmpty(object, "spec", "updateStrategy", "type"),
        OptionalInt.empty(),
        "",
        "",
        Condition.allOf(object));
  }

  private static int status(JsonNode object, String field) {
    return (int) Fields.number(object, "status", field);
  }
}
