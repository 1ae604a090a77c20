package dev.walkback.standalone;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.WorkloadKind;
import dev.walkback.sandbox.Sandbox;
import dev.walkback.sandbox.SandboxOptions;
import dev.walkback.sandbox.kubelet.Pace;
import dev.walkback.sandbox.sample.CrashLoopAlert;
import dev.walkback.sandbox.sample.WebApp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/**
 * The cluster of the demo: {@code production/backend} in the sandbox. Its clock can be set, so that
 * a release of some hours ago needs no hours.
 */
final class DemoCluster implements AutoCloseable {

  static final ApplicationId APPLICATION = ApplicationId.parse("production/backend");
  private static final String IMAGE = "shop/backend:";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final WebApp app;
  private final Shifted clock = new Shifted();
  private final Sandbox sandbox;

  private DemoCluster(WorkloadKind kind, boolean fast) {
    app = WebApp.of(kind.kubernetesName(), APPLICATION.namespace(), APPLICATION.name());
    Pace pace = fast ? Pace.QUICK : Pace.WATCHABLE;
    sandbox = Sandbox.start(new SandboxOptions(0, pace, 1, clock));
    sandbox.apply(app.service());
  }

  static DemoCluster start(WorkloadKind kind, boolean fast) {
    return new DemoCluster(kind, fast);
  }

  String url() {
    return sandbox.url();
  }

  /** Puts a version out as if so long ago. */
  void release(String version, boolean good, Duration ago) {
    clock.shift(ago);
    WebApp release = app.withImage(IMAGE + version);
    sandbox.apply(good ? release.release(version) : release.crashingRelease(version));
  }

  /** From now on it is now. */
  void present() {
    clock.shift(Duration.ZERO);
  }

  boolean awaitServing(String version) throws InterruptedException {
    return await(() -> serves(version));
  }

  boolean awaitCrashLoop() throws InterruptedException {
    return await(() ->
        sandbox.list("Pod", APPLICATION.namespace()).stream().anyMatch(DemoCluster::crashLoops));
  }

  /** What Alertmanager posts of it. */
  byte[] alert(Instant startsAt) {
    return CrashLoopAlert.of(app, startsAt).json().getBytes(StandardCharsets.UTF_8);
  }

  /** Whether all replicas run this version and are ready. */
  boolean serves(String version) {
    JsonNode workload = workload();
    JsonNode status = workload.path("status");
    return image().equals(IMAGE + version)
        && status.path("observedGeneration").asLong(-1)
            == workload.path("metadata").path("generation").asLong(0)
        && status.path("readyReplicas").asInt(0) == app.replicas()
        && status.path("updatedReplicas").asInt(0) == app.replicas();
  }

  /** How many writes Walkback made to the workload. */
  long writes() {
    return sandbox.writes().size();
  }

  /** The image that the workload asks for. */
  String image() {
    return workload()
        .path("spec")
        .path("template")
        .path("spec")
        .path("containers")
        .path(0)
        .path("image")
        .asString("");
  }

  private JsonNode workload() {
    return sandbox.get(app.kind(), app.namespace(), app.name()).orElseThrow();
  }

  private static boolean crashLoops(JsonNode pod) {
    return "CrashLoopBackOff"
        .equals(
            pod.path("status")
                .path("containerStatuses")
                .path(0)
                .path("state")
                .path("waiting")
                .path("reason")
                .asString(""));
  }

  private static boolean await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(20);
    }
    return true;
  }

  @Override
  public void close() {
    sandbox.close();
  }

  private static final class Shifted implements InstantSource {

    private final AtomicReference<Duration> ago = new AtomicReference<>(Duration.ZERO);

    void shift(Duration to) {
      ago.set(to);
    }

    @Override
    public Instant instant() {
      return Instant.now().minus(ago.get());
    }
  }
}
