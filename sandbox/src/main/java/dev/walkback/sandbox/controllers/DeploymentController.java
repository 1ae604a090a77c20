package dev.walkback.sandbox.controllers;

import dev.walkback.sandbox.admission.Cluster;
import dev.walkback.sandbox.admission.Deletion;
import dev.walkback.sandbox.admission.Write;
import dev.walkback.sandbox.store.Json;
import dev.walkback.sandbox.store.Key;
import dev.walkback.sandbox.store.Kind;
import dev.walkback.sandbox.store.Meta;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rolls Deployments out: one ReplicaSet per template, scaled within maxSurge and maxUnavailable.
 */
final class DeploymentController implements Controller {

  static final String REVISION = "deployment.kubernetes.io/revision";
  private static final String HISTORY = "deployment.kubernetes.io/revision-history";
  private static final Set<String> OWN_ANNOTATIONS =
      Set.of(
          "kubectl.kubernetes.io/last-applied-configuration",
          REVISION,
          HISTORY,
          "deployment.kubernetes.io/desired-replicas",
          "deployment.kubernetes.io/max-replicas",
          "deprecated.deployment.rollback.to");
  private static final Write WRITE = Write.of("kube-controller-manager");

  private final Cluster cluster;

  DeploymentController(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public void reconcile(Predicate<String> namespaces) {
    for (ObjectNode deployment : cluster.list(Kind.DEPLOYMENT, "")) {
      if (namespaces.test(Meta.namespace(deployment)) && !Meta.isDeleting(deployment)) {
        cluster.locked(() -> {
          sync(cluster.find(Key.of(Kind.DEPLOYMENT, deployment)).orElse(deployment));
          return true;
        });
      }
    }
  }

  private void sync(ObjectNode deployment) {
    Owners.adopt(cluster, Kind.REPLICA_SET, Kind.DEPLOYMENT, deployment);
    List<ObjectNode> owned = owned(deployment);
    ObjectNode current = current(deployment, owned);
    boolean paused = Json.flag(deployment, "spec", "paused");
    if (!paused) {
      current = current == null ? create(deployment, owned) : revise(deployment, current, owned);
      publishRevision(deployment, current);
      ObjectNode now = current;
      List<ObjectNode> old =
          owned(deployment).stream().filter(rs -> !Meta.uid(rs).equals(Meta.uid(now))).toList();
      roll(deployment, now, old);
      forget(deployment, old);
    }
    cluster
        .find(Key.of(Kind.DEPLOYMENT, deployment))
        .ifPresent(d -> new DeploymentStatus(cluster).write(d, owned(d), current(d, owned(d))));
  }

  private List<ObjectNode> owned(JsonNode deployment) {
    return cluster.list(Kind.REPLICA_SET, Meta.namespace(deployment)).stream()
        .filter(rs -> Meta.isControlledBy(rs, deployment))
        .sorted(Meta.BY_AGE)
        .toList();
  }

  private static @Nullable ObjectNode current(JsonNode deployment, List<ObjectNode> owned) {
    JsonNode template = Json.at(deployment, "spec", "template");
    return owned.stream()
        .filter(rs -> Templates.same(Json.at(rs, "spec", "template"), template))
        .findFirst()
        .orElse(null);
  }

  private ObjectNode create(ObjectNode deployment, List<ObjectNode> owned) {
    JsonNode template = Json.at(deployment, "spec", "template");
    String hash = Templates.hash(template);
    ObjectNode set = Json.object();
    ObjectNode meta = set.putObject("metadata");
    meta.put("name", Meta.name(deployment) + "-" + hash)
        .put("namespace", Meta.namespace(deployment));
    meta.set(
        "labels",
        Json.fromStrings(Json.strings(template, "metadata", "labels")).put(Templates.HASH, hash));
    meta.putObject("annotations").put(REVISION, Integer.toString(newest(owned) + 1));
    meta.putArray("ownerReferences").add(Meta.ownerReference(Kind.DEPLOYMENT, deployment));
    ObjectNode spec = set.putObject("spec");
    spec.put("replicas", 0);
    spec.set("selector", Json.copy(Json.at(deployment, "spec", "selector")));
    Json.child(spec, "selector", "matchLabels").put(Templates.HASH, hash);
    spec.set("template", Json.copy(template));
    Json.child(spec, "template", "metadata", "labels").put(Templates.HASH, hash);
    mirror(deployment, set);
    return cluster.create(Kind.REPLICA_SET, set, WRITE);
  }

  /** A template that comes back keeps its ReplicaSet, under the next number. */
  private ObjectNode revise(ObjectNode deployment, ObjectNode current, List<ObjectNode> owned) {
    int own = revision(current);
    int others =
        owned.stream()
            .filter(rs -> !Meta.uid(rs).equals(Meta.uid(current)))
            .mapToInt(DeploymentController::revision)
            .max()
            .orElse(0);
    return cluster.edit(
        Key.of(Kind.REPLICA_SET, current),
        WRITE,
        rs -> {
          mirror(deployment, rs);
          if (own <= others) {
            String history = Meta.annotation(rs, HISTORY);
            Meta.annotations(rs)
                .put(HISTORY, history.isEmpty() ? Integer.toString(own) : history + "," + own);
            Meta.annotations(rs).put(REVISION, Integer.toString(others + 1));
          }
        });
  }

  /** What a ReplicaSet repeats of its Deployment besides the template. */
  private static void mirror(ObjectNode deployment, ObjectNode set) {
    ObjectNode annotations = Meta.annotations(set);
    Json.strings(deployment, "metadata", "annotations")
        .forEach((name, value) -> {
          if (!OWN_ANNOTATIONS.contains(name)) {
            annotations.put(name, value);
          }
        });
    int desired = desired(deployment);
    annotations.put("deployment.kubernetes.io/desired-replicas", Integer.toString(desired));
    annotations.put(
        "deployment.kubernetes.io/max-replicas", Integer.toString(desired + surge(deployment)));
    int minReady = Json.number(deployment, 0, "spec", "minReadySeconds");
    if (minReady != Json.number(set, 0, "spec", "minReadySeconds")) {
      Json.child(set, "spec").put("minReadySeconds", minReady);
    }
  }

  private void publishRevision(ObjectNode deployment, ObjectNode current) {
    String revision = Meta.annotation(current, REVISION);
    if (!Meta.annotation(deployment, REVISION).equals(revision)) {
      cluster.edit(
          Key.of(Kind.DEPLOYMENT, deployment),
          Write.status("kube-controller-manager"),
          d -> Meta.annotations(d).put(REVISION, revision));
    }
  }

  private void roll(ObjectNode deployment, ObjectNode current, List<ObjectNode> old) {
    int desired = desired(deployment);
    if (Json.text(deployment, "spec", "strategy", "type").equals("Recreate")) {
      old.forEach(rs -> scale(rs, 0));
      if (old.stream().allMatch(rs -> Pods.of(cluster, rs).isEmpty())) {
        scale(current, desired);
      }
      return;
    }
    int asked = replicas(current) + old.stream().mapToInt(DeploymentController::replicas).sum();
    int room = Math.max(0, desired + surge(deployment) - asked);
    int size = Math.min(desired, replicas(current) + room);
    if (size != replicas(current)) {
      scale(current, size);
      return;
    }
    scaleDown(deployment, current, old, asked);
  }

  private void scaleDown(
      ObjectNode deployment, ObjectNode current, List<ObjectNode> old, int asked) {
    int least = desired(deployment) - unavailable(deployment);
    int notYet = replicas(current) - available(current);
    int mayGo = asked - least - notYet;
    for (ObjectNode rs : old) {
      int broken = Math.max(0, replicas(rs) - available(rs));
      int going = Math.min(broken, Math.max(0, mayGo));
      if (going > 0) {
        scale(rs, replicas(rs) - going);
        return;
      }
    }
    int served = available(current) + old.stream().mapToInt(DeploymentController::available).sum();
    int spare = Math.min(mayGo, served - least);
    for (ObjectNode rs : old) {
      int going = Math.min(replicas(rs), Math.max(0, spare));
      if (going > 0) {
        scale(rs, replicas(rs) - going);
        return;
      }
    }
  }

  private void scale(ObjectNode set, int replicas) {
    if (replicas(set) != replicas) {
      cluster.edit(
          Key.of(Kind.REPLICA_SET, set),
          WRITE,
          rs -> Json.child(rs, "spec").put("replicas", replicas));
    }
  }

  private void forget(ObjectNode deployment, List<ObjectNode> old) {
    List<ObjectNode> idle =
        old.stream()
            .filter(rs -> replicas(rs) == 0 && Json.number(rs, 0, "status", "replicas") == 0)
            .toList();
    int tooMany = idle.size() - Json.number(deployment, 10, "spec", "revisionHistoryLimit");
    idle.stream()
        .sorted(Comparator.comparingInt(DeploymentController::revision))
        .limit(Math.max(0, tooMany))
        .forEach(rs -> cluster.delete(Key.of(Kind.REPLICA_SET, rs), Deletion.PLAIN));
  }

  private static int newest(List<ObjectNode> sets) {
    return sets.stream().mapToInt(DeploymentController::revision).max().orElse(0);
  }

  static int revision(JsonNode set) {
    String text = Meta.annotation(set, REVISION);
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }

  static int desired(JsonNode deployment) {
    return Json.number(deployment, 1, "spec", "replicas");
  }

  private static int replicas(JsonNode set) {
    return Json.number(set, 0, "spec", "replicas");
  }

  private static int available(JsonNode set) {
    return Json.number(set, 0, "status", "availableReplicas");
  }

  private static int surge(JsonNode deployment) {
    return share(deployment, "maxSurge", true);
  }

  static int unavailable(JsonNode deployment) {
    int most = share(deployment, "maxUnavailable", false);
    return most == 0 && surge(deployment) == 0 ? 1 : Math.min(most, desired(deployment));
  }

  private static int share(JsonNode deployment, String field, boolean roundUp) {
    String text = Json.text(deployment, "spec", "strategy", "rollingUpdate", field);
    if (!text.endsWith("%")) {
      return text.isEmpty() ? 0 : Integer.parseInt(text);
    }
    double share =
        desired(deployment) * Double.parseDouble(text.substring(0, text.length() - 1)) / 100;
    return (int) (roundUp ? Math.ceil(share) : Math.floor(share));
  }
}
