package dev.walkback.executor;

import static org.awaitility.Awaitility.await;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Revision;
import dev.walkback.events.RollbackId;
import dev.walkback.events.Target;
import dev.walkback.events.TriggerId;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.executor.config.ExecutorSettings;
import dev.walkback.executor.core.Brake;
import dev.walkback.executor.core.Brakes;
import dev.walkback.executor.core.EvidenceKeeper;
import dev.walkback.executor.core.Scope;
import dev.walkback.executor.core.StepRules;
import dev.walkback.executor.outbound.evidence.EvidenceCollector;
import dev.walkback.executor.outbound.kube.ClusterSteps;
import dev.walkback.executor.outbound.kube.ClusterWriter;
import dev.walkback.executor.outbound.kube.Gate;
import dev.walkback.sandbox.sample.WebApp;
import dev.walkback.workloads.ClusterHttp;
import dev.walkback.workloads.ClusterReads;
import dev.walkback.workloads.WorkloadReader;
import dev.walkback.workloads.WorkloadReader.Reading;
import dev.walkback.workloads.WorkloadSnapshot;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A namespace with one workload in it, released and walked back; closing removes it. */
final class ShopWorld implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final KubernetesClient admin;
  private final KubernetesClient own;
  final String namespace;
  final ClusterHttp http;
  final WorkloadReader reader;

  /**
   * @param admin releases
   * @param own what is under test; its writes are the ones that count
   */
  ShopWorld(KubernetesClient admin, KubernetesClient own, String namespace) {
    this.admin = admin;
    this.own = own;
    this.namespace = namespace;
    http = new ClusterHttp(own, Duration.ofSeconds(5));
    reader = new WorkloadReader(new ClusterReads(http));
    admin
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
  }

  ClusterSteps steps(Path evidence) {
    return steps(evidence(evidence), _ -> new Brake.Released());
  }

  ClusterSteps steps(EvidenceKeeper evidence, Brakes brakes) {
    return new ClusterSteps(
        reader,
        new ClusterWriter(http),
        new Gate(new StepRules(new Scope(List.of())), brakes, InstantSource.system()),
        evidence);
  }

  WorkloadSnapshot look(WorkloadRef workload) {
    return ((WorkloadReader.Reading.Found) reader.read(workload)).snapshot();
  }

  EvidenceCollector evidence(Path directory) {
    return new EvidenceCollector(http, new ExecutorSettings(directory, 10, 1_000, 262_144));
  }

  WorkloadRef workload(WorkloadKind kind) {
    return new WorkloadRef(kind, namespace, "backend");
  }

  /** What a pipeline does: spec and labels as they shall be; what others annotated stays. */
  void release(WorkloadKind kind, String version, boolean crash) {
    WebApp app = WebApp.of(kind.kubernetesName(), namespace, "backend");
    String manifest = crash ? app.crashingRelease(version) : app.release(version);
    admin
        .resource(Serialization.unmarshal(manifest, GenericKubernetesResource.class))
        .createOr(existing -> existing.patch(PatchContext.of(PatchType.JSON_MERGE)));
  }

  /**
   * What Helm 4 and GitOps do: apply on the server's side, and be refused rather than overwrite.
   */
  void apply(String version, boolean crash) {
    WebApp app = WebApp.of(WorkloadKind.DEPLOYMENT.kubernetesName(), namespace, "backend");
    apply(crash ? app.crashingRelease(version) : app.release(version), Map.of());
  }

  /** The same, with annotations of the pods that other releases do not have. */
  void applyWith(Map<String, String> annotations, String version) {
    WebApp app = WebApp.of(WorkloadKind.DEPLOYMENT.kubernetesName(), namespace, "backend");
    apply(app.release(version), annotations);
  }

  private void apply(String manifest, Map<String, String> annotations) {
    var resource = Serialization.unmarshal(manifest, GenericKubernetesResource.class);
    if (!annotations.isEmpty()) {
      Map<String, Object> pods = resource.get("spec", "template", "metadata");
      pods.put("annotations", annotations);
    }
    admin.resource(resource).fieldManager("helm").serverSideApply();
  }

  Map<String, String> podAnnotations() {
    return admin
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName("backend")
        .get()
        .getSpec()
        .getTemplate()
        .getMetadata()
        .getAnnotations();
  }

  void pause() {
    admin
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName("backend")
        .edit(deployment -> {
          deployment.getSpec().setPaused(true);
          return deployment;
        });
  }

  WorkloadSnapshot until(WorkloadKind kind, Predicate<WorkloadSnapshot> condition) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> read(kind), condition);
  }

  WorkloadSnapshot read(WorkloadKind kind) {
    Reading reading = reader.read(workload(kind));
    if (reading instanceof Reading.Found(WorkloadSnapshot snapshot)) {
      return snapshot;
    }
    throw new AssertionError("Expected " + kind + ", but found " + reading);
  }

  static boolean isHealthy(WorkloadSnapshot snapshot) {
    var rollout = snapshot.rollout();
    return rollout.observed()
        && rollout.updated() == rollout.desired()
        && rollout.ready() == rollout.desired()
        && snapshot.facts().liveRevision().isPresent()
        && snapshot.pods().stream().allMatch(pod -> pod.ready() && !pod.deleting());
  }

  static boolean isCrashing(WorkloadSnapshot snapshot) {
    return snapshot.rollout().observed()
        && snapshot.facts().liveRevision().isPresent()
        && snapshot.pods().stream()
            .flatMap(pod -> pod.containers().stream())
            .anyMatch(container -> container.restartCount() > 0);
  }

  /** Released well, then badly: returns the step that takes it back. */
  RollBackWorkload afterBadRelease(WorkloadKind kind) {
    release(kind, "good", false);
    ContentDigest good = until(kind, ShopWorld::isHealthy).facts().live();
    release(kind, "bad", true);
    WorkloadSnapshot bad = until(kind, ShopWorld::isCrashing);
    return step(kind, good, bad.facts().live(), 1, Duration.ofSeconds(2));
  }

  RollBackWorkload step(
      WorkloadKind kind, ContentDigest to, ContentDigest from, long fence, Duration timeBox) {
    var application = new ApplicationId(namespace, "shop");
    return new RollBackWorkload(
        application,
        RollbackId.of(application, new TriggerId("alert-" + fence)),
        "roll-back-1",
        Instant.now().plusSeconds(40),
        new Target(
            workload(kind),
            read(kind)
                .revisionOf(to)
                .map(known -> known.revision())
                .map(Revision::number)
                .orElse(0L),
            to,
            from),
        fence,
        timeBox);
  }

  @Override
  public void close() {
    admin.namespaces().withName(namespace).delete();
    own.close();
    admin.close();
  }
}
