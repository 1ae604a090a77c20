package dev.walkback.sandbox;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** One namespace of a cluster, and what the cases ask of it; closing removes the namespace. */
final class World implements AutoCloseable {
  static final String REVISION = "deployment.kubernetes.io/revision";
  static final String HASH = "pod-template-hash";

  private final KubernetesClient client;
  private final String namespace;
  private final Duration patience;

  World(KubernetesClient client, String namespace, Duration patience) {
    this.client = client;
    this.namespace = namespace;
    this.patience = patience;
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
  }

  KubernetesClient client() {
    return client;
  }

  String namespace() {
    return namespace;
  }

  void until(String what, BooleanSupplier condition) {
    await(what)
        .atMost(patience)
        .pollInterval(Duration.ofMillis(100))
        .until(condition::getAsBoolean);
  }

  Deployment deployment() {
    return client.apps().deployments().inNamespace(namespace).withName(Manifests.NAME).get();
  }

  StatefulSet statefulSet() {
    return client.apps().statefulSets().inNamespace(namespace).withName(Manifests.NAME).get();
  }

  DaemonSet daemonSet() {
    return client.apps().daemonSets().inNamespace(namespace).withName(Manifests.NAME).get();
  }

  List<ReplicaSet> replicaSets() {
    return client.apps().replicaSets().inNamespace(namespace).list().getItems();
  }

  ReplicaSet replicaSetOf(String revision) {
    return replicaSets().stream()
        .filter(rs -> revision.equals(rs.getMetadata().getAnnotations().get(REVISION)))
        .findFirst()
        .orElseThrow();
  }

  List<Pod> pods() {
    return client.pods().inNamespace(namespace).withLabel("app", Manifests.NAME).list().getItems();
  }

  List<ControllerRevision> revisions() {
    return client.apps().controllerRevisions().inNamespace(namespace).list().getItems();
  }

  /** The rule of {@code kubectl rollout status}, nothing older left. */
  boolean isRolledOut(int replicas) {
    Deployment d = deployment();
    var status = d.getStatus();
    return d.getMetadata().getGeneration().equals(status.getObservedGeneration())
        && is(status.getUpdatedReplicas(), replicas)
        && is(status.getReplicas(), replicas)
        && is(status.getAvailableReplicas(), replicas);
  }

  boolean isStatefulSetRolledOut(int replicas) {
    var set = statefulSet();
    var status = set.getStatus();
    return set.getMetadata().getGeneration().equals(status.getObservedGeneration())
        && is(status.getReadyReplicas(), replicas)
        && is(status.getUpdatedReplicas(), replicas)
        && status.getUpdateRevision().equals(status.getCurrentRevision());
  }

  boolean isDaemonSetRolledOut() {
    var set = daemonSet();
    var status = set.getStatus();
    return set.getMetadata().getGeneration().equals(status.getObservedGeneration())
        && is(status.getDesiredNumberScheduled(), 1)
        && is(status.getUpdatedNumberScheduled(), 1)
        && is(status.getNumberAvailable(), 1);
  }

  boolean isCrashLooping(Pod pod) {
    return pod.getStatus().getContainerStatuses().stream()
        .anyMatch(c ->
            c.getState().getWaiting() != null
                && "CrashLoopBackOff".equals(c.getState().getWaiting().getReason()));
  }

  /** The status code with which the cluster refuses this; 0 if it does not. */
  int refusal(Runnable request) {
    try {
      request.run();
      return 0;
    } catch (KubernetesClientException e) {
      return e.getCode();
    }
  }

  static boolean is(Integer found, int wanted) {
    return found != null && found == wanted;
  }

  @Override
  public void close() {
    client.namespaces().withName(namespace).delete();
  }
}
