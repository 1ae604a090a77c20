package dev.walkback.sandbox.kubelet;

import dev.walkback.sandbox.admission.Cluster;
import dev.walkback.sandbox.admission.Write;
import dev.walkback.sandbox.store.Json;
import dev.walkback.sandbox.store.Key;
import dev.walkback.sandbox.store.Kind;
import dev.walkback.sandbox.store.Meta;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one node: schedules pods onto itself, runs their programs, tells what happened, and ends
 * them.
 */
public final class Kubelet implements Runnable {

  static final String NODE = "sandbox";
  private static final Write WRITE = Write.status("kubelet");

  private final Cluster cluster;
  private final Pace pace;
  private final Map<String, PodLife> lives = new ConcurrentHashMap<>();
  private final Map<String, Instant> ending = new HashMap<>();
  private final EventRecorder events;

  public Kubelet(Cluster cluster, Pace pace) {
    this.cluster = cluster;
    this.pace = pace;
    this.events = new EventRecorder(cluster);
  }

  @Override
  public void run() {
    Set<String> present = new HashSet<>();
    for (ObjectNode pod : cluster.list(Kind.POD, "")) {
      present.add(Meta.uid(pod));
      if (Meta.isDeleting(pod)) {
        end(pod);
      } else if (Json.text(pod, "spec", "nodeName").isEmpty()) {
        cluster.edit(
            Key.of(Kind.POD, pod),
            Write.of("kube-scheduler"),
            p -> Json.child(p, "spec").put("nodeName", NODE));
      } else {
        live(pod);
      }
    }
    lives.keySet().retainAll(present);
    ending.keySet().retainAll(present);
  }

  private void live(ObjectNode pod) {
    Instant now = cluster.clock().instant();
    PodLife life =
        lives.computeIfAbsent(
            Meta.uid(pod), _ -> new PodLife(pod, pace, now, cluster.ids().podAddress()));
    life.advance(now).forEach(event -> events.tell(pod, event));
    ObjectNode status = life.status(pod, now, cluster.timestamp());
    if (!status.equals(Json.at(pod, "status"))) {
      cluster.edit(Key.of(Kind.POD, pod), WRITE, p -> p.set("status", status));
    }
  }

  private void end(ObjectNode pod) {
    Instant now = cluster.clock().instant();
    Instant at = ending.computeIfAbsent(Meta.uid(pod), _ -> now.plus(pace.stop()));
    if (!now.isBefore(at)) {
      cluster.store().remove(Key.of(Kind.POD, pod));
    }
  }

  /** What a container printed; empty while the pod is not on the node. */
  public Optional<Logs> logs(JsonNode pod, String container) {
    return Optional.ofNullable(lives.get(Meta.uid(pod)))
        .flatMap(life -> life.container(container))
        .map(ContainerLife::logs);
  }

  /** The program that serves the pod's port, if it runs. */
  public Optional<Program> serving(JsonNode pod) {
    return Optional.ofNullable(lives.get(Meta.uid(pod)))
        .flatMap(life -> life.container(""))
        .filter(ContainerLife::isRunning)
        .map(ContainerLife::program);
  }
}
