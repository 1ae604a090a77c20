package dev.walkback.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds on every cluster that Walkback meets: the sandbox must not differ from a real one. */
abstract class ClusterConformance extends Conformance {
  @Test
  void a_finished_rollout_has_the_counters_conditions_and_revision_of_a_finished_rollout() {
    release("v1", false);

    Deployment d = world.deployment();
    assertThat(d.getMetadata().getAnnotations()).containsEntry(World.REVISION, "1");
    assertThat(d.getMetadata().getGeneration()).isEqualTo(1);
    assertThat(d.getStatus().getReadyReplicas()).isEqualTo(2);
    assertThat(d.getStatus().getUnavailableReplicas()).isIn(null, 0);
    assertThat(d.getStatus().getConditions())
        .extracting(c -> c.getType() + "=" + c.getStatus() + " " + c.getReason())
        .containsExactlyInAnyOrder(
            "Available=True MinimumReplicasAvailable", "Progressing=True NewReplicaSetAvailable");
  }

  @Test
  void a_replica_set_holds_the_template_of_its_deployment_plus_one_label() {
    release("v1", false);

    var set = world.replicaSetOf("1");
    var template = set.getSpec().getTemplate();
    String hash = template.getMetadata().getLabels().remove(World.HASH);
    assertThat(template).isEqualTo(world.deployment().getSpec().getTemplate());
    assertThat(set.getMetadata().getName()).isEqualTo("backend-" + hash);
    assertThat(set.getMetadata().getAnnotations())
        .containsEntry("deployment.kubernetes.io/desired-replicas", "2")
        .containsEntry("deployment.kubernetes.io/max-replicas", "3");
    assertThat(set.getMetadata().getOwnerReferences().getFirst().getUid())
        .isEqualTo(world.deployment().getMetadata().getUid());
  }

  @Test
  void a_crash_looping_release_leaves_the_old_pods_serving_and_its_own_pod_running_but_not_ready() {
    release("v1", false);
    change("v2", true);
    Pod sick = aCrashLoopingPod();

    assertThat(sick.getStatus().getPhase()).isEqualTo("Running");
    var container = sick.getStatus().getContainerStatuses().getFirst();
    assertThat(container.getReady()).isFalse();
    assertThat(container.getRestartCount()).isPositive();
    assertThat(container.getLastState().getTerminated().getExitCode()).isEqualTo(1);
    assertThat(container.getLastState().getTerminated().getReason()).isEqualTo("Error");
    assertThat(world.deployment().getStatus().getAvailableReplicas()).isEqualTo(2);
    assertThat(world.deployment().getStatus().getUpdatedReplicas()).isEqualTo(1);
    assertThat(sick.getMetadata().getLabels().get(World.HASH))
        .isEqualTo(world.replicaSetOf("2").getMetadata().getLabels().get(World.HASH));
  }

  @Test
  void the_old_template_patched_back_reuses_its_replica_set_under_the_next_revision() {
    release("v1", false);
    String first = world.replicaSetOf("1").getMetadata().getName();
    change("v2", true);
    aCrashLoopingPod();
    change("v1", false);
    world.until("the old content is live again", () -> world.isRolledOut(2));

    var annotations = world.replicaSetOf("3").getMetadata().getAnnotations();
    assertThat(world.replicaSetOf("3").getMetadata().getName()).isEqualTo(first);
    assertThat(annotations).containsEntry("deployment.kubernetes.io/revision-history", "1");
    assertThat(world.replicaSets()).hasSize(2);
    assertThat(world.deployment().getMetadata().getAnnotations())
        .containsEntry(World.REVISION, "3");
  }

  @Test
  void a_paused_deployment_does_not_roll_out_until_it_is_resumed() {
    release("v1", false);
    merge("{\"spec\":{\"paused\":true}}");
    change("v2", false);
    world.until(
        "the pause is noted",
        () ->
            world.deployment().getStatus().getConditions().stream()
                .anyMatch(c -> "DeploymentPaused".equals(c.getReason())));
    assertThat(world.replicaSets()).hasSize(1);

    merge("{\"spec\":{\"paused\":false}}");
    world.until("it rolls out", () -> world.isRolledOut(2) && world.replicaSets().size() == 2);
  }

  @Test
  void only_spec_and_annotations_of_a_deployment_count_as_a_new_generation() {
    release("v1", false);
    merge("{\"metadata\":{\"labels\":{\"x\":\"1\"}}}");
    assertThat(world.deployment().getMetadata().getGeneration()).isEqualTo(1);
    merge("{\"metadata\":{\"annotations\":{\"x\":\"1\"}}}");
    assertThat(world.deployment().getMetadata().getGeneration()).isEqualTo(2);
    merge("{\"spec\":{\"minReadySeconds\":1}}");
    assertThat(world.deployment().getMetadata().getGeneration()).isEqualTo(3);
  }

  @Test
  void a_patch_that_names_an_old_version_is_409() {
    create(Manifests.deployment(0, "v1", false));
    merge("{\"metadata\":{\"annotations\":{\"first\":\"1\"}}}");

    int code =
        world.refusal(() ->
            merge("{\"metadata\":{\"resourceVersion\":\"1\",\"annotations\":{\"x\":\"1\"}}}"));

    assertThat(code).isEqualTo(409);
  }

  @Test
  void a_json_patch_whose_test_fails_is_422_and_changes_nothing() {
    create(Manifests.deployment(0, "v1", false));
    String patch =
        """
        [{"op":"test","path":"/metadata/uid","value":"another"},
         {"op":"replace","path":"/spec/replicas","value":5}]
        """;

    assertThat(world.refusal(() -> patch(PatchType.JSON, patch))).isEqualTo(422);
    assertThat(world.deployment().getSpec().getReplicas()).isZero();
  }

  @Test
  void a_strategic_patch_merges_containers_and_variables_by_name() {
    create(Manifests.deployment(0, "v1", true));
    patch(
        PatchType.STRATEGIC_MERGE,
        """
        {"spec":{"template":{"spec":{"containers":
          [{"name":"app","env":[{"name":"VERSION","value":"v9"}]}]}}}}
        """);

    var container = world.deployment().getSpec().getTemplate().getSpec().getContainers().getFirst();
    assertThat(container.getImage()).isEqualTo(Manifests.IMAGE);
    assertThat(container.getEnv()).hasSize(2);
    assertThat(container.getEnv().getFirst().getValue()).isEqualTo("v9");
  }

  @Test
  void a_selector_cannot_be_changed_and_a_deployment_needs_one() {
    create(Manifests.deployment(0, "v1", false));
    String other = "{\"spec\":{\"selector\":{\"matchLabels\":{\"app\":\"other\"}}}}";
    assertThat(world.refusal(() -> merge(other))).isEqualTo(422);

    Deployment bare = Manifests.deployment(0, "v1", false);
    bare.getMetadata().setName("bare");
    bare.getSpec().setSelector(null);
    assertThat(world.refusal(() -> create(bare))).isEqualTo(422);
  }

  @Test
  void a_stateful_set_refuses_to_change_what_is_fixed() {
    world
        .client()
        .resource(Manifests.statefulSet(0, "v1", false))
        .inNamespace(world.namespace())
        .create();

    int code =
        world.refusal(() ->
            world
                .client()
                .apps()
                .statefulSets()
                .inNamespace(world.namespace())
                .withName(Manifests.NAME)
                .patch(
                    PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"serviceName\":\"x\"}}"));

    assertThat(code).isEqualTo(422);
  }

  @Test
  void events_tell_that_a_pod_crash_loops() {
    create(Manifests.deployment(1, "v1", true));
    Pod sick = aCrashLoopingPod();

    world.until(
        "a BackOff event about the pod",
        () ->
            world
                .client()
                .v1()
                .events()
                .inNamespace(world.namespace())
                .withField("involvedObject.uid", sick.getMetadata().getUid())
                .list()
                .getItems()
                .stream()
                .anyMatch(e -> e.getReason().equals("BackOff") && e.getType().equals("Warning")));
  }

  @Test
  void logs_are_those_of_the_last_life_and_of_the_one_before() {
    create(Manifests.deployment(1, "v1", true));
    String pod = aCrashLoopingPod().getMetadata().getName();

    var container =
        world.client().pods().inNamespace(world.namespace()).withName(pod).inContainer("app");
    assertThat(container.getLog()).isEqualTo("fatal: cannot start\n");
    assertThat(container.terminated().getLog()).isEqualTo("fatal: cannot start\n");
  }

  @Test
  void logs_tell_when_each_line_was_printed_if_asked() {
    release("v1", false);
    String pod = world.pods().getFirst().getMetadata().getName();
    var log = "/api/v1/namespaces/%s/pods/%s/log".formatted(world.namespace(), pod);

    assertThat(world.client().raw(log + "?container=app&tailLines=1&timestamps=true"))
        .matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z serving v1\n");
  }

  @Test
  void logs_of_a_life_that_never_was_are_400() {
    release("v1", false);
    String pod = world.pods().getFirst().getMetadata().getName();
    var log = "/api/v1/namespaces/%s/pods/%s/log".formatted(world.namespace(), pod);

    assertThat(world.client().raw(log + "?container=app&tailLines=1")).isEqualTo("serving v1\n");
    assertThatThrownBy(() -> world.client().raw(log + "?container=app&previous=true"))
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(400));
  }

  @Test
  void the_proxy_reaches_a_ready_pod_and_says_503_when_there_is_none() {
    world.client().resource(Manifests.service()).inNamespace(world.namespace()).create();
    String health =
        "/api/v1/namespaces/%s/services/backend:http/proxy/health".formatted(world.namespace());
    // A real API server says 404, for which the client returns null, until it has seen the Service.
    world.until(
        "there is nobody behind the service",
        () -> world.refusal(() -> world.client().raw(health)) == 503);

    release("v1", false);
    world.until("the service answers", () -> world.refusal(() -> world.client().raw(health)) == 0);
    assertThat(world.client().raw(health))
        .isEqualTo("{\"status\": \"healthy\", \"version\": \"v1\"}");
  }

  @Test
  void what_a_deleted_deployment_owned_goes_with_it() {
    release("v1", false);
    world
        .client()
        .apps()
        .deployments()
        .inNamespace(world.namespace())
        .withName(Manifests.NAME)
        .delete();

    world.until(
        "no ReplicaSet and no pod is left",
        () -> world.replicaSets().isEmpty() && world.pods().isEmpty());
  }

  void release(String version, boolean crash) {
    create(Manifests.deployment(2, version, crash));
    world.until("the release is out", () -> world.isRolledOut(2));
  }

  /** As the executor does it: the whole template, conditional on the object. */
  void change(String version, boolean crash) {
    String uid = world.deployment().getMetadata().getUid();
    var template = Manifests.deployment(2, version, crash).getSpec().getTemplate();
    patch(
        PatchType.JSON,
        "[{\"op\":\"test\",\"path\":\"/metadata/uid\",\"value\":\"%s\"},{\"op\":\"replace\",\"path\":\"/spec/template\",\"value\":%s}]"
            .formatted(uid, world.client().getKubernetesSerialization().asJson(template)));
  }

  void merge(String patch) {
    patch(PatchType.JSON_MERGE, patch);
  }

  private void patch(PatchType type, String patch) {
    world
        .client()
        .apps()
        .deployments()
        .inNamespace(world.namespace())
        .withName(Manifests.NAME)
        .patch(PatchContext.of(type), patch);
  }

  Pod aCrashLoopingPod() {
    world.until(
        "a pod crash-loops after a restart",
        () -> world.pods().stream().anyMatch(p -> world.isCrashLooping(p) && restarts(p) > 0));
    List<Pod> sick = world.pods().stream().filter(p -> restarts(p) > 0).toList();
    return sick.getFirst();
  }

  private static int restarts(Pod pod) {
    return pod.getStatus().getContainerStatuses().stream().mapToInt(c -> c.getRestartCount()).sum();
  }
}
