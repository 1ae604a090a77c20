package dev.walkback.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The same for StatefulSets and DaemonSets, whose history is ControllerRevisions. */
abstract class SetConformance extends Conformance {
  @Test
  void a_controller_revision_holds_the_template_as_a_patch() {
    create(Manifests.statefulSet(1, "v1", false));
    world.until("the set is up", () -> world.isStatefulSetRolledOut(1));

    var revision = world.revisions().getFirst();
    assertThat(revision.getRevision()).isEqualTo(1);
    assertThat(revision.getMetadata().getName())
        .isEqualTo(world.statefulSet().getStatus().getUpdateRevision());
    assertThat(revision.getMetadata().getOwnerReferences().getFirst().getUid())
        .isEqualTo(world.statefulSet().getMetadata().getUid());
    String data = world.client().getKubernetesSerialization().asJson(revision.getData());
    assertThat(data).contains("\"$patch\":\"replace\"").contains("\"name\":\"VERSION\"");
  }

  @Test
  void a_wedged_stateful_set_stays_wedged_after_a_revert_until_the_stuck_pod_is_deleted() {
    create(Manifests.statefulSet(2, "v1", false));
    world.until("the set is up", () -> world.isStatefulSetRolledOut(2));
    changeStatefulSet("v2", true);
    world.until("the last pod crash-loops", () -> isStuck("backend-1"));

    changeStatefulSet("v1", false);
    world.until(
        "the controller has seen the revert",
        () -> {
          var set = world.statefulSet();
          return Objects.equals(
                  set.getStatus().getObservedGeneration(), set.getMetadata().getGeneration())
              && isStuck("backend-1");
        });
    String stuck = Objects.requireNonNull(pod("backend-1")).getMetadata().getUid();
    assertThat(world.isStatefulSetRolledOut(2)).isFalse();

    world.client().pods().inNamespace(world.namespace()).withName("backend-1").delete();
    world.until("the set is well", () -> world.isStatefulSetRolledOut(2));
    assertThat(Objects.requireNonNull(pod("backend-1")).getMetadata().getUid()).isNotEqualTo(stuck);
    assertThat(world.revisions())
        .extracting(r -> r.getRevision())
        .containsExactlyInAnyOrder(2L, 3L);
  }

  @Test
  void a_daemon_set_replaces_its_pod_and_numbers_returning_content_anew() {
    create(Manifests.daemonSet("v1", false));
    world.until("the set is up", world::isDaemonSetRolledOut);
    changeDaemonSet("v2", true);
    world.until("its pod crash-loops", () -> world.pods().stream().anyMatch(world::isCrashLooping));

    changeDaemonSet("v1", false);
    world.until("the set is well", world::isDaemonSetRolledOut);

    assertThat(world.revisions())
        .extracting(r -> r.getRevision())
        .containsExactlyInAnyOrder(2L, 3L);
    String hash = world.pods().getFirst().getMetadata().getLabels().get("controller-revision-hash");
    assertThat(world.revisions())
        .filteredOn(r -> r.getRevision() == 3)
        .allMatch(
            r -> Objects.equals(hash, r.getMetadata().getLabels().get("controller-revision-hash")));
  }

  private void changeStatefulSet(String version, boolean crash) {
    takeTemplateOf(Manifests.statefulSet(2, version, crash));
  }

  private void changeDaemonSet(String version, boolean crash) {
    takeTemplateOf(Manifests.daemonSet(version, crash));
  }

  private boolean isStuck(String name) {
    Pod pod = pod(name);
    return pod != null
        && pod.getMetadata().getDeletionTimestamp() == null
        && world.isCrashLooping(pod);
  }

  private @Nullable Pod pod(String name) {
    return world.client().pods().inNamespace(world.namespace()).withName(name).get();
  }
}
