package dev.walkback.sandbox.controllers;

import dev.walkback.sandbox.admission.Cluster;
import dev.walkback.sandbox.admission.Write;
import dev.walkback.sandbox.store.Json;
import dev.walkback.sandbox.store.Key;
import dev.walkback.sandbox.store.Kind;
import dev.walkback.sandbox.store.Meta;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/**
 * One pod of each DaemonSet on the one node; a new template replaces it, unless the strategy is
 * OnDelete.
 */
final class DaemonSetController implements Controller {

  private final Cluster cluster;
  private final Revisions revisions;

  DaemonSetController(Cluster cluster) {
    this.cluster = cluster;
    this.revisions = new Revisions(cluster, Kind.DAEMON_SET);
  }

  @Override
  public void reconcile(Predicate<String> namespaces) {
    for (ObjectNode set : cluster.list(Kind.DAEMON_SET, "")) {
      if (namespaces.test(Meta.namespace(set)) && !Meta.isDeleting(set)) {
        cluster.locked(() -> {
          sync(cluster.find(Key.of(Kind.DAEMON_SET, set)).orElse(set));
          return true;
        });
      }
    }
  }

  private void sync(ObjectNode set) {
    Owners.adopt(cluster, Kind.CONTROLLER_REVISION, Kind.DAEMON_SET, set);
    Owners.adopt(cluster, Kind.POD, Kind.DAEMON_SET, set);
    ObjectNode update = revisions.current(set);
    String label = revisions.podLabel(update);
    List<ObjectNode> pods = Pods.of(cluster, set);
    if (pods.isEmpty()) {
      create(set, label);
    } else if (Json.text(set, "spec", "updateStrategy", "type").equals("RollingUpdate")) {
      pods.stream()
          .filter(pod -> !Meta.isDeleting(pod) && !Meta.label(pod, Revisions.HASH).equals(label))
          .forEach(pod -> Pods.end(cluster, pod));
    }
    writeStatus(set, label);
    revisions.forget(set, Set.of(Meta.name(update)));
  }

  private void create(ObjectNode set, String label) {
    ObjectNode pod = Pods.fromTemplate(Kind.DAEMON_SET, set, Json.at(set, "spec", "template"));
    Json.child(pod, "metadata").put("generateName", Meta.name(set) + "-");
    Json.child(pod, "metadata", "labels")
        .put(Revisions.HASH, label)
        .put("pod-template-generation", Integer.toString(Meta.generation(set)));
    cluster.create(Kind.POD, pod, Write.of("kube-controller-manager"));
  }

  private void writeStatus(ObjectNode set, String label) {
    List<ObjectNode> pods = Pods.active(Pods.of(cluster, set));
    int ready = Math.min(1, Pods.ready(pods));
    boolean updated = pods.stream().anyMatch(pod -> Meta.label(pod, Revisions.HASH).equals(label));
    ObjectNode status = Json.object();
    status.put("currentNumberScheduled", Math.min(1, pods.size())).put("numberMisscheduled", 0);
    status
        .put("desiredNumberScheduled", 1)
        .put("numberReady", ready)
        .put("observedGeneration", Meta.generation(set));
    if (updated) {
      status.put("updatedNumberScheduled", 1);
    }
    int available = Math.min(1, Pods.available(cluster, set, pods));
    status.put(available > 0 ? "numberAvailable" : "numberUnavailable", 1);
    if (!status.equals(Json.at(set, "status"))) {
      cluster.edit(
          Key.of(Kind.DAEMON_SET, set),
          Write.status("kube-controller-manager"),
          s -> s.set("status", status));
    }
  }
}
