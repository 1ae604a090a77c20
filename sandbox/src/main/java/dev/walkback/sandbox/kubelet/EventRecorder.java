package dev.walkback.sandbox.kubelet;

import dev.walkback.sandbox.admission.Cluster;
import dev.walkback.sandbox.admission.Ids;
import dev.walkback.sandbox.admission.Write;
import dev.walkback.sandbox.store.Json;
import dev.walkback.sandbox.store.Key;
import dev.walkback.sandbox.store.Kind;
import dev.walkback.sandbox.store.Meta;
import tools.jackson.databind.node.ObjectNode;

/** Writes events as the cluster does: the same one again only counts. */
final class EventRecorder {

  private final Cluster cluster;

  EventRecorder(Cluster cluster) {
    this.cluster = cluster;
  }

  void tell(ObjectNode pod, NodeEvent event) {
    String name = Meta.name(pod) + "." + Ids.safe((Meta.uid(pod) + event).hashCode());
    Key key = new Key(Kind.EVENT, Meta.namespace(pod), name);
    if (cluster.find(key).isPresent()) {
      cluster.edit(
          key,
          Write.of("kubelet"),
          e ->
              e.put("count", Json.number(e, 1, "count") + 1)
                  .put("lastTimestamp", cluster.timestamp()));
      return;
    }
    ObjectNode fresh = Json.object();
    fresh.putObject("metadata").put("name", name).put("namespace", Meta.namespace(pod));
    fresh
        .putObject("involvedObject")
        .put("kind", "Pod")
        .put("namespace", Meta.namespace(pod))
        .put("name", Meta.name(pod))
        .put("uid", Meta.uid(pod))
        .put("apiVersion", "v1");
    fresh
        .put("reason", event.reason())
        .put("message", event.message())
        .put("type", event.type())
        .put("count", 1);
    fresh.put("firstTimestamp", cluster.timestamp()).put("lastTimestamp", cluster.timestamp());
    fresh.putObject("source").put("component", "kubelet").put("host", Kubelet.NODE);
    cluster.create(Kind.EVENT, fresh, Write.of("kubelet"));
  }
}
