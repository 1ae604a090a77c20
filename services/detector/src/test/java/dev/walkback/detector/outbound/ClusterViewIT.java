package dev.walkback.detector.outbound;

import static dev.walkback.detector.core.Given.BACKEND;
import static dev.walkback.detector.core.Given.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.detector.core.Detector;
import dev.walkback.detector.core.Incident;
import dev.walkback.detector.outbound.kube.KubernetesClusterView;
import dev.walkback.detector.outbound.kube.PatientClusterView;
import dev.walkback.events.policy.Limits;
import dev.walkback.events.suspicion.Suspicion;
import dev.walkback.events.trigger.Alert;
import dev.walkback.sandbox.Sandbox;
import dev.walkback.sandbox.SandboxOptions;
import dev.walkback.sandbox.sample.WebApp;
import dev.walkback.workloads.ClusterHealth;
import dev.walkback.workloads.ClusterHttp;
import dev.walkback.workloads.ClusterReads;
import dev.walkback.workloads.KubernetesAccess;
import dev.walkback.workloads.KubernetesSettings;
import dev.walkback.workloads.OwnerFinder;
import dev.walkback.workloads.WorkloadReader;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The detector's judgement of a cluster that it really reads. */
class ClusterViewIT {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private static final WebApp APP =
      WebApp.of("Deployment", "production", "backend").withReplicas(1);

  private Sandbox cluster;
  private KubernetesClient client;

  @BeforeEach
  void start() {
    cluster = Sandbox.start(SandboxOptions.quick());
    client = KubernetesAccess.client(KubernetesSettings.at(cluster.url()), "walkback-test");
    cluster.apply(APP.release("1"));
    Awaitility.await().atMost(DEADLINE).until(() -> pods().size() == 1);
  }

  @AfterEach
  void stop() {
    client.close();
    cluster.close();
  }

  @Test
  void a_release_that_was_just_made_is_suspected() {
    cluster.apply(APP.release("2"));
    Awaitility.await()
        .atMost(DEADLINE)
        .until(() -> cluster.list("ReplicaSet", "production").size() == 2);
    assertThat(detected(Map.of("deployment", "backend")))
        .isInstanceOfSatisfying(
            Suspicion.ReleaseSuspected.class,
            found ->
                assertThat(found.workloads())
                    .singleElement()
                    .satisfies(facts -> assertThat(facts.revisions()).hasSize(2)));
  }

  @Test
  void a_pod_is_followed_to_the_workload_that_was_released() {
    String pod = pods().getFirst().path("metadata").path("name").asString();
    assertThat(detected(Map.of("pod", pod))).isInstanceOf(Suspicion.ReleaseSuspected.class);
  }

  @Test
  void a_cluster_that_is_gone_is_waited_for() {
    cluster.close();
    assertThat(detected(Map.of("deployment", "backend"), Duration.ZERO)).isEmpty();
    assertThat(detected(Map.of("pod", "backend-7f9c-x1x1x"), Duration.ZERO)).isEmpty();
  }

  @Test
  void a_cluster_that_is_gone_for_as_long_as_an_alert_may_wait_is_unreadable() {
    cluster.close();
    assertThat(detected(Map.of("deployment", "backend"), Limits.DEFAULTS.triggerMaxAge()))
        .containsInstanceOf(Suspicion.ClusterUnreadable.class);
  }

  private List<JsonNode> pods() {
    return cluster.list("Pod", "production");
  }

  private Suspicion detected(Map<String, String> labels) {
    return detected(labels, Duration.ZERO).orElseThrow();
  }

  private Optional<Suspicion> detected(Map<String, String> labels, Duration age) {
    Instant began = Instant.now();
    var all = new HashMap<>(labels);
    all.put("namespace", "production");
    var alert = new Alert(Alert.Status.FIRING, "f", all, Map.of(), began, Optional.empty());
    KubernetesSettings settings = KubernetesSettings.at(cluster.url());
    var reads = new ClusterReads(new ClusterHttp(client, settings.requestTimeout()));
    var health = new ClusterHealth(reads, List.of());
    var view =
        new PatientClusterView(
            new KubernetesClusterView(new WorkloadReader(reads), new OwnerFinder(reads), settings),
            () -> health.check() instanceof ClusterHealth.State.Unreachable,
            InstantSource.system(),
            Duration.ofMillis(300),
            Duration.ofMillis(50));
    return new Detector(view)
        .detect(
            new Incident(alert, Optional.empty(), began.plus(age)),
            List.of(policy("production/backend", BACKEND)));
  }
}
