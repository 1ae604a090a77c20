package dev.walkback.sandbox.controllers;

import dev.walkback.sandbox.admission.Cluster;
import dev.walkback.sandbox.admission.Deletion;
import dev.walkback.sandbox.admission.Ids;
import dev.walkback.sandbox.admission.Write;
import dev.walkback.sandbox.store.Json;
import dev.walkback.sandbox.store.Key;
import dev.walkback.sandbox.store.Kind;
import dev.walkback.sandbox.store.Meta;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The ControllerRevisions of a StatefulSet or DaemonSet: its templates, numbered. */
final class Revisions {

  static final String HASH = "controller-revision-hash";

  private final Cluster cluster;
  private final Kind kind;

  Revisions(Cluster cluster, Kind kind) {
    this.cluster = cluster;
    this.kind = kind;
  }

  List<ObjectNode> of(JsonNode owner) {
    return cluster.list(Kind.CONTROLLER_REVISION, Meta.namespace(owner)).stream()
        .filter(revision -> Meta.isControlledBy(revision, owner))
        .sorted(Comparator.comparingInt(Revisions::number))
        .toList();
  }

  /**
   * The revision of the template that the owner has now; one that comes back gets the next number.
   */
  ObjectNode current(ObjectNode owner) {
    List<ObjectNode> known = of(owner);
    ObjectNode data = data(owner);
    int next = known.isEmpty() ? 1 : number(known.getLast()) + 1;
    for (ObjectNode revision : known) {
      if (Json.canonical(Json.at(revision, "data")).equals(Json.canonical(data))) {
        return number(revision) == next - 1
            ? revision
            : cluster.edit(
                Key.of(Kind.CONTROLLER_REVISION, revision),
                Write.of("kube-controller-manager"),
                r -> r.put("revision", next));
      }
    }
    return cluster.create(
        Kind.CONTROLLER_REVISION, fresh(owner, data, next), Write.of("kube-controller-manager"));
  }

  void forget(ObjectNode owner, Set<String> inUse) {
    List<ObjectNode> idle = of(owner).stream().filter(r -> !inUse.contains(Meta.name(r))).toList();
    int tooMany = idle.size() - Json.number(owner, 10, "spec", "revisionHistoryLimit");
    idle.stream()
        .limit(Math.max(0, tooMany))
        .forEach(r -> cluster.delete(Key.of(Kind.CONTROLLER_REVISION, r), Deletion.PLAIN));
  }

  private ObjectNode fresh(ObjectNode owner, ObjectNode data, int number) {
    String hash = Ids.safe(Json.canonical(data).hashCode());
    ObjectNode revision = Json.object();
    ObjectNode meta = revision.putObject("metadata");
    meta.put("name", Meta.name(owner) + "-" + hash).put("namespace", Meta.namespace(owner));
    String label = kind == Kind.STATEFUL_SET ? "controller.kubernetes.io/hash" : HASH;
    meta.set(
        "labels",
        Json.fromStrings(Json.strings(owner, "spec", "template", "metadata", "labels"))
            .put(label, hash));
    meta.putArray("ownerReferences").add(Meta.ownerReference(kind, owner));
    revision.set("data", data);
    return revision.put("revision", number);
  }

  private static ObjectNode data(ObjectNode owner) {
    ObjectNode data = Json.object();
    ObjectNode template = Json.copy(Json.at(owner, "spec", "template"));
    template.put("$patch", "replace");
    data.putObject("spec").set("template", template);
    return data;
  }

  /**
   * What pods of this revision are labelled with: the whole name for a StatefulSet, the hash alone
   * for a DaemonSet.
   */
  String podLabel(JsonNode revision) {
    return kind == Kind.STATEFUL_SET ? Meta.name(revision) : Meta.label(revision, HASH);
  }

  static JsonNode template(JsonNode revision) {
    ObjectNode template = Json.copy(Json.at(revision, "data", "spec", "template"));
    template.remove("$patch");
    return template;
  }

  static int number(JsonNode revision) {
    return Json.number(revision, 0, "revision");
  }
}
