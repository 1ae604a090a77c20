package dev.walkback.sandbox.controllers;

import dev.walkback.sandbox.admission.Cluster;
import dev.walkback.sandbox.admission.Write;
import dev.walkback.sandbox.store.Json;
import dev.walkback.sandbox.store.Key;
import dev.walkback.sandbox.store.Kind;
import dev.walkback.sandbox.store.Meta;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rolls StatefulSets out, one ordinal after the other. With OrderedReady it waits at the first pod
 * that is not ready before it looks at anything else: a broken pod is not replaced by a good
 * template until somebody deletes it.
 */
final class StatefulSetController implements Controller {

  private static final Write WRITE = Write.of("kube-controller-manager");

  private final Cluster cluster;
  private final Revisions revisions;

  StatefulSetController(Cluster cluster) {
    this.cluster = cluster;
    this.revisions = new Revisions(cluster, Kind.STATEFUL_SET);
  }

  @Override
  public void reconcile(Predicate<String> namespaces) {
    for (ObjectNode set : cluster.list(Kind.STATEFUL_SET, "")) {
      if (namespaces.test(Meta.namespace(set)) && !Meta.isDeleting(set)) {
        cluster.locked(() -> {
          sync(cluster.find(Key.of(Kind.STATEFUL_SET, set)).orElse(set));
          return true;
        });
      }
    }
  }

  private void sync(ObjectNode set) {
    Owners.adopt(cluster, Kind.CONTROLLER_REVISION, Kind.STATEFUL_SET, set);
    Owners.adopt(cluster, Kind.POD, Kind.STATEFUL_SET, set);
    ObjectNode update = revisions.current(set);
    String currentName = Json.text(set, "status", "currentRevision");
    ObjectNode current =
        revisions.of(set).stream()
            .filter(r -> Meta.name(r).equals(currentName))
            .findFirst()
            .orElse(update);
    step(set, current, update);
    writeStatus(set, current, update);
    Set<String> inUse = new HashSet<>();
    inUse.add(Meta.name(current));
    inUse.add(Meta.name(update));
    Pods.of(cluster, set).forEach(pod -> inUse.add(Meta.label(pod, Revisions.HASH)));
    revisions.forget(set, inUse);
  }

  private void step(ObjectNode set, ObjectNode current, ObjectNode update) {
    Map<Integer, ObjectNode> pods = byOrdinal(set);
    int replicas = Json.number(set, 1, "spec", "replicas");
    boolean ordered = !Json.text(set, "spec", "podManagementPolicy").equals("Parallel");
    for (int i = 0; i < replicas; i++) {
      ObjectNode pod = pods.get(i);
      if (pod == null) {
        create(set, i, i < partition(set) ? current : update);
        if (ordered) {
          return;
        }
      } else if (ordered && (Meta.isDeleting(pod) || !Pods.isReady(pod))) {
        return;
      }
    }
    for (ObjectNode pod : List.copyOf(pods.values()).reversed()) {
      if (ordinal(set, pod) >= replicas) {
        endIfActive(pod);
        return;
      }
    }
    if (Json.text(set, "spec", "updateStrategy", "type").equals("RollingUpdate")) {
      replaceOne(set, pods, update);
    }
  }

  private void replaceOne(ObjectNode set, Map<Integer, ObjectNode> pods, ObjectNode update) {
    for (int i = Json.number(set, 1, "spec", "replicas") - 1; i >= partition(set); i--) {
      ObjectNode pod = pods.get(i);
      if (pod == null) {
        return;
      }
      if (!Meta.label(pod, Revisions.HASH).equals(Meta.name(update))) {
        endIfActive(pod);
        return;
      }
      if (Meta.isDeleting(pod) || !Pods.isReady(pod)) {
        return;
      }
    }
  }

  private void endIfActive(ObjectNode pod) {
    if (!Meta.isDeleting(pod)) {
      Pods.end(cluster, pod);
    }
  }

  private void create(ObjectNode set, int ordinal, ObjectNode revision) {
    ObjectNode pod = Pods.fromTemplate(Kind.STATEFUL_SET, set, Revisions.template(revision));
    String name = Meta.name(set) + "-" + ordinal;
    Json.child(pod, "metadata").put("name", name);
    Json.child(pod, "metadata", "labels")
        .put(Revisions.HASH, Meta.name(revision))
        .put("statefulset.kubernetes.io/pod-name", name)
        .put("apps.kubernetes.io/pod-index", Integer.toString(ordinal));
    cluster.create(Kind.POD, pod, WRITE);
  }

  private void writeStatus(ObjectNode set, ObjectNode current, ObjectNode update) {
    List<ObjectNode> pods = Pods.of(cluster, set);
    int replicas = Json.number(set, 1, "spec", "replicas");
    int ready = Pods.ready(Pods.active(pods));
    int updated = labelled(pods, update);
    boolean done = updated == replicas && ready == replicas && pods.size() == replicas;
    ObjectNode status = Json.object();
    status.put("observedGeneration", Meta.generation(set)).put("replicas", pods.size());
    count(status, "readyReplicas", ready);
    status.put("availableReplicas", Pods.available(cluster, set, Pods.active(pods)));
    count(status, "currentReplicas", done ? replicas : labelled(pods, current));
    count(status, "updatedReplicas", updated);
    status.put("currentRevision", done ? Meta.name(update) : Meta.name(current));
    status.put("updateRevision", Meta.name(update)).put("collisionCount", 0);
    if (!status.equals(Json.at(set, "status"))) {
      cluster.edit(
          Key.of(Kind.STATEFUL_SET, set),
          Write.status("kube-controller-manager"),
          s -> s.set("status", status));
    }
  }

  private Map<Integer, ObjectNode> byOrdinal(ObjectNode set) {
    Map<Integer, ObjectNode> found = new TreeMap<>();
    Pods.of(cluster, set).forEach(pod -> found.put(ordinal(set, pod), pod));
    return found;
  }

  private static int ordinal(JsonNode set, JsonNode pod) {
    return Integer.parseInt(Meta.name(pod).substring(Meta.name(set).length() + 1));
  }

  private static int partition(JsonNode set) {
    return Json.number(set, 0, "spec", "updateStrategy", "rollingUpdate", "partition");
  }

  private static int labelled(List<ObjectNode> pods, JsonNode revision) {
    return (int)
        pods.stream()
            .filter(pod -> Meta.label(pod, Revisions.HASH).equals(Meta.name(revision)))
            .count();
  }

  private static void count(ObjectNode status, String field, int value) {
    if (value != 0) {
      status.put(field, value);
    }
  }
}
