package dev.walkback.sandbox.controllers;

import dev.walkback.sandbox.admission.Cluster;
import dev.walkback.sandbox.admission.Write;
import dev.walkback.sandbox.store.Json;
import dev.walkback.sandbox.store.Key;
import dev.walkback.sandbox.store.Kind;
import dev.walkback.sandbox.store.Meta;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** Keeps as many pods as each ReplicaSet asks for. */
final class ReplicaSetController implements Controller {

  private final Cluster cluster;

  ReplicaSetController(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public void reconcile(Predicate<String> namespaces) {
    for (ObjectNode set : cluster.list(Kind.REPLICA_SET, "")) {
      if (namespaces.test(Meta.namespace(set)) && !Meta.isDeleting(set)) {
        Owners.adopt(cluster, Kind.POD, Kind.REPLICA_SET, set);
        scale(set);
        writeStatus(set);
      }
    }
  }

  private void scale(ObjectNode set) {
    List<ObjectNode> pods = Pods.active(Pods.of(cluster, set));
    int missing = Json.number(set, 0, "spec", "replicas") - pods.size();
    for (int i = 0; i < missing; i++) {
      ObjectNode pod = Pods.fromTemplate(Kind.REPLICA_SET, set, Json.at(set, "spec", "template"));
      Json.child(pod, "metadata").put("generateName", Meta.name(set) + "-");
      cluster.create(Kind.POD, pod, Write.of("kube-controller-manager"));
    }
    pods.stream()
        .sorted(
            Comparator.<ObjectNode, Boolean>comparing(Pods::isReady)
                .thenComparing(Meta.BY_AGE.reversed()))
        .limit(Math.max(0, -missing))
        .forEach(pod -> Pods.end(cluster, pod));
  }

  private void writeStatus(ObjectNode set) {
    List<ObjectNode> pods = Pods.active(Pods.of(cluster, set));
    int ready = Pods.ready(pods);
    ObjectNode status = Json.object();
    status.put("replicas", pods.size());
    if (!pods.isEmpty()) {
      status.put("fullyLabeledReplicas", pods.size());
    }
    if (ready > 0) {
      status.put("readyReplicas", ready);
    }
    int available = Pods.available(cluster, set, pods);
    if (available > 0) {
      status.put("availableReplicas", available);
    }
    status.put("observedGeneration", Meta.generation(set));
    if (!status.equals(Json.at(set, "status"))) {
      cluster.edit(
          Key.of(Kind.REPLICA_SET, set),
          Write.status("kube-controller-manager"),
          rs -> rs.set("status", status));
    }
  }
}
