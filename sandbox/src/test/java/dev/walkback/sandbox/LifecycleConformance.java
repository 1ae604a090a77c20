package dev.walkback.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSetUpdateStrategy;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Less common turns in the life of a workload, each one on which something of ours depends. */
abstract class LifecycleConformance extends Conformance {
  @Test
  void who_wrote_the_template_is_recorded() {
    create(Manifests.deployment(0, "v1", false));
    patchDeployment(
        "{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"touched\":\"yes\"}}}}}",
        "someone");

    var fields = world.deployment().getMetadata().getManagedFields();
    assertThat(fields)
        .filteredOn(f -> f.getManager().equals("someone"))
        .singleElement()
        .satisfies(f -> {
          assertThat(f.getOperation()).isEqualTo("Update");
          assertThat(world.client().getKubernetesSerialization().asJson(f.getFieldsV1()))
              .contains("f:spec", "f:template", "f:touched");
        });
  }

  @Test
  void annotations_of_a_deployment_reach_its_replica_set() {
    create(Manifests.deployment(1, "v1", false));
    world.until("it is out", () -> world.isRolledOut(1));
    patchDeployment(
        "{\"metadata\":{\"annotations\":{\"kubernetes.io/change-cause\":\"why\"}}}", "someone");

    world.until(
        "the annotation is on the ReplicaSet",
        () ->
            "why"
                .equals(
                    world
                        .replicaSetOf("1")
                        .getMetadata()
                        .getAnnotations()
                        .get("kubernetes.io/change-cause")));
  }

  @Test
  void a_scaled_deployment_says_so_on_its_replica_set_and_makes_no_revision() {
    create(Manifests.deployment(1, "v1", false));
    world.until("it is out", () -> world.isRolledOut(1));
    world.client().apps().deployments().inNamespace(world.namespace()).withName("backend").scale(3);

    world.until("three serve", () -> world.isRolledOut(3));
    assertThat(world.replicaSetOf("1").getMetadata().getAnnotations())
        .containsEntry("deployment.kubernetes.io/desired-replicas", "3")
        .containsEntry("deployment.kubernetes.io/max-replicas", "4");
    assertThat(world.replicaSets()).hasSize(1);
  }

  @Test
  void a_rollout_that_gets_nowhere_exceeds_its_deadline() {
    Deployment deployment = Manifests.deployment(1, "v1", true);
    deployment.getSpec().setProgressDeadlineSeconds(3);
    create(deployment);

    world.until(
        "the deadline is exceeded", () -> hasCondition("False", "ProgressDeadlineExceeded"));
  }

  @Test
  void a_deployment_that_was_complete_stays_so_when_its_pods_fail_later() {
    create(Manifests.deployment(1, "v1", false));
    world.until("it is out", () -> world.isRolledOut(1));
    world.client().pods().inNamespace(world.namespace()).withLabel("app", "backend").delete();

    world.until("the pod is replaced", () -> world.pods().size() == 1 && world.isRolledOut(1));
    assertThat(hasCondition("True", "NewReplicaSetAvailable")).isTrue();
  }

  @Test
  void pods_become_available_only_after_their_time() {
    Deployment deployment = Manifests.deployment(1, "v1", false);
    deployment.getSpec().setMinReadySeconds(4);
    create(deployment);

    world.until(
        "it is ready and not yet available",
        () ->
            World.is(world.deployment().getStatus().getReadyReplicas(), 1)
                && world.deployment().getStatus().getAvailableReplicas() == null);
    world.until("it is available", () -> world.isRolledOut(1));
  }

  @Test
  void an_unhealthy_pod_runs_is_not_ready_and_an_event_says_why() {
    Deployment deployment = Manifests.deployment(1, "v1", false);
    deployment
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .getFirst()
        .getEnv()
        .add(new EnvVar("ERROR_RATE", "1", null));
    create(deployment);

    world.until(
        "an event says unhealthy",
        () ->
            world.client().v1().events().inNamespace(world.namespace()).list().getItems().stream()
                .anyMatch(e -> e.getReason().equals("Unhealthy") && e.getType().equals("Warning")));
    Pod pod = world.pods().getFirst();
    assertThat(pod.getStatus().getPhase()).isEqualTo("Running");
    assertThat(pod.getStatus().getContainerStatuses().getFirst().getState().getRunning())
        .isNotNull();
    assertThat(pod.getStatus().getContainerStatuses().getFirst().getReady()).isFalse();
  }

  @Test
  void a_foreground_deletion_ends_after_all_that_was_owned() {
    create(Manifests.deployment(1, "v1", false));
    world.until("it is out", () -> world.isRolledOut(1));
    delete(DeletionPropagation.FOREGROUND);

    world.until(
        "it is gone",
        () ->
            world
                .client()
                .apps()
                .deployments()
                .inNamespace(world.namespace())
                .list()
                .getItems()
                .isEmpty());
    assertThat(world.replicaSets()).isEmpty();
  }

  @Test
  void orphans_stay_and_are_adopted_by_a_namesake() {
    create(Manifests.deployment(1, "v1", false));
    world.until("it is out", () -> world.isRolledOut(1));
    String set = world.replicaSetOf("1").getMetadata().getUid();
    delete(DeletionPropagation.ORPHAN);
    world.until(
        "the ReplicaSet has no owner",
        () -> world.replicaSetOf("1").getMetadata().getOwnerReferences().isEmpty());

    create(Manifests.deployment(1, "v1", false));
    world.until("it is out again", () -> world.isRolledOut(1));
    assertThat(world.replicaSets())
        .singleElement()
        .matches(s -> s.getMetadata().getUid().equals(set));
    assertThat(
            world.replicaSets().getFirst().getMetadata().getOwnerReferences().getFirst().getUid())
        .isEqualTo(world.deployment().getMetadata().getUid());
  }

  @Test
  void a_parallel_stateful_set_stops_at_a_broken_pod_and_heals_by_itself_after_a_revert() {
    wedge("Parallel");

    var status = world.statefulSet().getStatus();
    assertThat(status.getCurrentRevision()).isNotEqualTo(status.getUpdateRevision());
    assertThat(status.getReadyReplicas()).isEqualTo(1);
    assertThat(status.getUpdatedReplicas()).isEqualTo(1);

    takeTemplateOf(Manifests.statefulSet(2, "v1", false));
    world.until("the set is well, and nobody deleted a pod", () -> world.isStatefulSetRolledOut(2));
  }

  @Test
  void a_revision_sent_back_as_a_strategic_patch_is_the_old_template() {
    wedge("OrderedReady");
    var before = Manifests.statefulSet(2, "v1", false).getSpec().getTemplate();
    var first =
        world.revisions().stream().filter(r -> r.getRevision() == 1).findFirst().orElseThrow();
    world
        .client()
        .apps()
        .statefulSets()
        .inNamespace(world.namespace())
        .withName("backend")
        .patch(
            PatchContext.of(PatchType.STRATEGIC_MERGE),
            world.client().getKubernetesSerialization().asJson(first.getData()));

    var env =
        world.statefulSet().getSpec().getTemplate().getSpec().getContainers().getFirst().getEnv();
    assertThat(env.getFirst().getValue())
        .isEqualTo(before.getSpec().getContainers().getFirst().getEnv().getFirst().getValue());
    world.until(
        "the old content has the next number",
        () ->
            world.revisions().stream()
                .anyMatch(r ->
                    r.getMetadata().getName().equals(first.getMetadata().getName())
                        && r.getRevision() == 3));
  }

  @Test
  void pods_of_an_on_delete_set_change_only_when_they_are_deleted() {
    var set = Manifests.daemonSet("v1", false);
    set.getSpec().setUpdateStrategy(new DaemonSetUpdateStrategy(null, "OnDelete"));
    create(set);
    world.until("it is up", world::isDaemonSetRolledOut);
    String old = world.pods().getFirst().getMetadata().getUid();
    takeTemplateOf(Manifests.daemonSet("v2", false));
    world.until(
        "the controller has seen it",
        () ->
            Objects.equals(
                world.daemonSet().getStatus().getObservedGeneration(),
                world.daemonSet().getMetadata().getGeneration()));
    assertThat(world.pods().getFirst().getMetadata().getUid()).isEqualTo(old);

    world
        .client()
        .pods()
        .inNamespace(world.namespace())
        .withLabels(Map.of("app", "backend"))
        .delete();
    world.until("the new content runs", world::isDaemonSetRolledOut);
  }

  private void wedge(String policy) {
    var set = Manifests.statefulSet(2, "v1", false);
    set.getSpec().setPodManagementPolicy(policy);
    create(set);
    world.until("the set is up", () -> world.isStatefulSetRolledOut(2));
    takeTemplateOf(Manifests.statefulSet(2, "v2", true));
    world.until("a pod crash-loops", () -> world.pods().stream().anyMatch(world::isCrashLooping));
  }

  private boolean hasCondition(String status, String reason) {
    return world.deployment().getStatus().getConditions().stream()
        .filter(c -> c.getType().equals("Progressing"))
        .anyMatch(c -> c.getStatus().equals(status) && c.getReason().equals(reason));
  }

  private void delete(DeletionPropagation propagation) {
    world
        .client()
        .apps()
        .deployments()
        .inNamespace(world.namespace())
        .withName("backend")
        .withPropagationPolicy(propagation)
        .delete();
  }

  private void patchDeployment(String patch, String manager) {
    world
        .client()
        .apps()
        .deployments()
        .inNamespace(world.namespace())
        .withName("backend")
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager(manager)
                .build(),
            patch);
  }
}
