package dev.walkback.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.walkback.sandbox.http.Faults;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What only the sandbox has: faults, the record of writes, refusals, manifests by hand. */
class SandboxIT {
  private static final String BAD = "{\"metadata\":{\"annotations\":{\"x\":\"1\"}}}";

  private final Sandbox sandbox = Sandbox.start(SandboxOptions.quick());
  private final KubernetesClient client = Clusters.clientOf(sandbox);

  @AfterEach
  void close() {
    client.close();
    sandbox.close();
  }

  @Test
  void a_request_can_fail_and_be_applied_all_the_same() {
    apply(0);
    sandbox.faults().failNext(r -> r.method().equals("PATCH"), new Faults.Fault(504, true));

    assertThat(codeOf(() -> patch(PatchType.JSON_MERGE, BAD))).isEqualTo(504);
    assertThat(
            sandbox
                .get("Deployment", "shop", "backend")
                .orElseThrow()
                .at("/metadata/annotations/x")
                .asString())
        .isEqualTo("1");
  }

  @Test
  void a_request_can_fail_without_being_applied_and_only_once() {
    apply(0);
    sandbox.faults().failNext(r -> r.method().equals("PATCH"), new Faults.Fault(503, false));

    assertThat(codeOf(() -> patch(PatchType.JSON_MERGE, BAD))).isEqualTo(503);
    assertThat(
            sandbox
                .get("Deployment", "shop", "backend")
                .orElseThrow()
                .at("/metadata/annotations/x")
                .isMissingNode())
        .isTrue();
    assertThat(codeOf(() -> patch(PatchType.JSON_MERGE, BAD))).isZero();
  }

  @Test
  void whoever_releases_at_the_same_moment_finds_the_namespace_made() throws Exception {
    try (var threads = Executors.newFixedThreadPool(4)) {
      Runnable release =
          () -> IntStream.range(0, 1_000).forEach(i -> sandbox.namespace("new-" + i));
      for (var one : Stream.generate(() -> threads.submit(release)).limit(4).toList()) {
        one.get();
      }
    }

    assertThat(client.namespaces().list().getItems())
        .filteredOn(each -> each.getMetadata().getName().startsWith("new-"))
        .hasSize(1_000);
  }

  @Test
  void while_it_is_silent_nothing_is_answered_or_done() throws Exception {
    apply(0);
    sandbox.faults().goSilent();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answer = threads.submit(() -> codeOf(() -> patch(PatchType.JSON_MERGE, BAD)));
      assertThat(sandbox.writes()).isEmpty();
      sandbox.faults().resume();
      assertThat(answer.get()).isZero();
    }
  }

  @Test
  void a_request_can_be_carried_out_while_its_answer_is_held_back() throws Exception {
    apply(0);
    sandbox.faults().holdAnswer(r -> r.method().equals("PATCH"));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answer = threads.submit(() -> codeOf(() -> patch(PatchType.JSON_MERGE, BAD)));
      await().until(() -> sandbox.faults().hanging() == 1);
      assertThat(
              sandbox
                  .get("Deployment", "shop", "backend")
                  .orElseThrow()
                  .at("/metadata/annotations/x")
                  .asString())
          .isEqualTo("1");
      sandbox.faults().resume();
      assertThat(answer.get()).isZero();
    }
  }

  @Test
  void the_record_of_writes_has_those_of_clients_and_not_those_of_controllers() {
    apply(1);
    await().until(() -> !sandbox.list("Pod", "shop").isEmpty());
    patch(PatchType.JSON_MERGE, BAD);

    assertThat(sandbox.writes())
        .singleElement()
        .satisfies(write -> {
          assertThat(write.verb()).isEqualTo("PATCH");
          assertThat(write.path()).isEqualTo("/apis/apps/v1/namespaces/shop/deployments/backend");
          assertThat(write.userAgent()).startsWith("fabric8");
          assertThat(write.body()).isEqualTo(BAD);
          assertThat(write.code()).isEqualTo(200);
        });
  }

  @Test
  void server_side_apply_is_refused_and_changes_nothing() {
    apply(0);

    assertThat(codeOf(() -> patch(PatchType.SERVER_SIDE_APPLY, BAD))).isEqualTo(415);
  }

  @Test
  void a_kind_that_it_does_not_serve_is_not_found() {
    assertThat(codeOf(() -> client.batch().v1().jobs().inNamespace("default").list()))
        .isEqualTo(404);
  }

  @Test
  void a_dry_run_answers_as_if_and_writes_nothing() {
    apply(0);
    client
        .apps()
        .deployments()
        .inNamespace("shop")
        .withName("backend")
        .dryRun()
        .patch(PatchContext.of(PatchType.JSON_MERGE), BAD);

    assertThat(
            sandbox
                .get("Deployment", "shop", "backend")
                .orElseThrow()
                .at("/metadata/annotations/x")
                .isMissingNode())
        .isTrue();
  }

  @Test
  void a_watch_tells_of_new_changed_and_deleted_pods() {
    Queue<String> seen = new ConcurrentLinkedQueue<>();
    try (var watch = client.pods().inNamespace("shop").watch(recordingIn(seen))) {
      apply(1);
      await().atMost(Duration.ofSeconds(30)).until(() -> seen.contains("MODIFIED"));
      sandbox.delete("Deployment", "shop", "backend");
      await().atMost(Duration.ofSeconds(30)).until(() -> seen.contains("DELETED"));
      assertThat(watch).isNotNull();
    }
    assertThat(seen).first().isEqualTo("ADDED");
  }

  @Test
  void an_image_that_cannot_be_had_says_so_and_a_hanging_process_is_never_ready() {
    sandbox.apply(manifest(1, "lab/missing:1", "HANG"));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> sandbox.list("Pod", "shop").toString().contains("ImagePullBackOff"));

    sandbox.apply(manifest(1, Manifests.IMAGE, "HANG"));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() ->
            sandbox.list("Pod", "shop").stream()
                .anyMatch(p -> p.toString().contains("\"running\"")));
    assertThat(sandbox.list("ReplicaSet", "shop").toString()).doesNotContain("readyReplicas");
  }

  private static Watcher<Pod> recordingIn(Queue<String> seen) {
    return new Watcher<>() {
      @Override
      public void eventReceived(Action action, Pod pod) {
        seen.add(action.name());
      }

      @Override
      public void onClose(WatcherException cause) {
        seen.add("closed");
      }
    };
  }

  private void apply(int replicas) {
    sandbox.apply(manifest(replicas, Manifests.IMAGE, "NONE"));
  }

  private static String manifest(int replicas, String image, String variable) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: backend, namespace: shop}
    spec:
      replicas: %d
      selector: {matchLabels: {app: backend}}
      template:
        metadata: {labels: {app: backend}}
        spec:
          containers:
            - name: app
              image: %s
              env: [{name: %s, value: "yes"}]
    """
        .formatted(replicas, image, variable);
  }

  private void patch(PatchType type, String body) {
    client
        .apps()
        .deployments()
        .inNamespace("shop")
        .withName("backend")
        .patch(
            new PatchContext.Builder().withPatchType(type).withFieldManager("test").build(), body);
  }

  private static int codeOf(Runnable request) {
    try {
      request.run();
      return 0;
    } catch (KubernetesClientException e) {
      return e.getCode();
    }
  }
}
