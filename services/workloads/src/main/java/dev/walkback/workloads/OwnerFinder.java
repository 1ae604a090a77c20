package dev.walkback.workloads;

import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.workloads.ClusterReads.Answer;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Which workload a pod belongs to, by its chain of controllers. For a pod that is gone the chain
 * begins at the ReplicaSet of which it carries the name and the hash, if that still exists; nothing
 * is guessed from a name alone.
 */
public final class OwnerFinder {

  private static final Pattern POD_OF_REPLICA_SET = Pattern.compile("(.+)-[a-z0-9]{5}");

  private final ClusterReads reads;

  public OwnerFinder(ClusterReads reads) {
    this.reads = reads;
  }

  /** The workload of a pod. */
  public Ownership ownerOf(String namespace, String pod) {
    return switch (reads.get(WorkloadPaths.pod(namespace, pod))) {
      case Answer.Found(JsonNode found) -> ownerOfObject(namespace, found);
      case Answer.Missing() -> ownerOfGonePod(namespace, pod);
      case Answer.Forbidden(String explanation) -> new Ownership.Unreadable(explanation);
      case Answer.Unreachable(String explanation) -> new Ownership.Unreadable(explanation);
    };
  }

  private Ownership ownerOfObject(String namespace, JsonNode object) {
    Optional<JsonNode> controller = Fields.controller(object);
    if (controller.isEmpty()) {
      return new Ownership.Unknown("%s/%s has no controller".formatted(namespace, nameOf(object)));
    }
    String name = Fields.textOrEmpty(controller.get(), "name");
    String kind = Fields.textOrEmpty(controller.get(), "kind");
    return switch (kind) {
      case "ReplicaSet" ->
          ownerOfReplicaSet(namespace, name, Fields.textOrEmpty(controller.get(), "uid"));
      case "StatefulSet" -> owned(WorkloadKind.STATEFUL_SET, namespace, name);
      case "DaemonSet" -> owned(WorkloadKind.DAEMON_SET, namespace, name);
      case "Deployment" -> owned(WorkloadKind.DEPLOYMENT, namespace, name);
      default ->
          new Ownership.Unknown(
              "%s/%s is controlled by a %s, which Walkback does not roll back"
                  .formatted(namespace, nameOf(object), kind));
    };
  }

  private Ownership ownerOfReplicaSet(String namespace, String name, String uid) {
    return replicaSet(
        namespace, name, object -> Fields.textOrEmpty(object, "metadata", "uid").equals(uid));
  }

  private Ownership ownerOfGonePod(String namespace, String pod) {
    Matcher matcher = POD_OF_REPLICA_SET.matcher(pod);
    if (!matcher.matches()) {
      return new Ownership.Unknown("There is no pod %s/%s".formatted(namespace, pod));
    }
    String name = matcher.group(1);
    return replicaSet(
        namespace,
        name,
        object -> {
          String hash = Fields.textOrEmpty(object, "metadata", "labels", "pod-template-hash");
          return !hash.isEmpty() && name.endsWith("-" + hash);
        });
  }

  private Ownership replicaSet(String namespace, String name, Predicate<JsonNode> proof) {
    return switch (reads.get(WorkloadPaths.replicaSet(namespace, name))) {
      case Answer.Found(JsonNode object) when proof.test(object) ->
          ownerOfObject(namespace, object);
      case Answer.Found _, Answer.Missing _ ->
          new Ownership.Unknown(
              "There is no ReplicaSet %s/%s that proves whose pod it was"
                  .formatted(namespace, name));
      case Answer.Forbidden(String explanation) -> new Ownership.Unreadable(explanation);
      case Answer.Unreachable(String explanation) -> new Ownership.Unreadable(explanation);
    };
  }

  private static Ownership owned(WorkloadKind kind, String namespace, String name) {
    return new Ownership.Owned(new WorkloadRef(kind, namespace, name));
  }

  private static String nameOf(JsonNode object) {
    return Fields.textOrEmpty(object, "metadata", "name");
  }

  /** Whose a pod is. */
  public sealed interface Ownership {

    /** Proven. */
    record Owned(WorkloadRef workload) implements Ownership {}

    /** The cluster was read, and does not tell. */
    record Unknown(String explanation) implements Ownership {}

    /** The cluster could not be read. */
    record Unreadable(String explanation) implements Ownership {}
  }
}
