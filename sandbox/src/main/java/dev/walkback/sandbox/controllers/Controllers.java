package dev.walkback.sandbox.controllers;

import dev.walkback.sandbox.admission.Cluster;
import dev.walkback.sandbox.store.ApiFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All controllers, on one thread: after each change, and every few milliseconds for what only time
 * changes.
 */
public final class Controllers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Controllers.class);
  private static final Duration TICK = Duration.ofMillis(20);

  /** Deadlines and minReadySeconds pass without any change. */
  private static final Duration SWEEP = Duration.ofMillis(250);

  private final Cluster cluster;
  private final List<Controller> controllers;
  private final Runnable kubelet;
  private final Thread thread;
  private volatile boolean open = true;

  public Controllers(Cluster cluster, Runnable kubelet) {
    this.cluster = cluster;
    this.kubelet = kubelet;
    this.controllers =
        List.of(
            new DeploymentController(cluster),
            new ReplicaSetController(cluster),
            new StatefulSetController(cluster),
            new DaemonSetController(cluster),
            new GarbageCollector(cluster));
    this.thread = Thread.ofPlatform().name("sandbox-controllers").daemon(true).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    int seen = -1;
    Instant swept = Instant.EPOCH;
    while (open) {
      try {
        int version = cluster.store().version();
        Instant now = cluster.clock().instant();
        if (version != seen || now.isAfter(swept.plus(SWEEP))) {
          swept = now;
          controllers.forEach(this::reconcile);
        }
        kubelet.run();
        seen = version;
        cluster.store().awaitChangeAfter(Math.max(version, 0), TICK);
      } catch (InterruptedException e) {
        return;
      } catch (ApiFailure e) {
        LOG.debug("kubelet: {}", e.words());
      }
    }
  }

  /** Somebody else was quicker: the next round sees it. */
  private void reconcile(Controller controller) {
    try {
      controller.reconcile();
    } catch (ApiFailure e) {
      LOG.debug("{}: {}", controller.getClass().getSimpleName(), e.words());
    } catch (RuntimeException e) {
      LOG.error("{} failed; the others go on", controller.getClass().getSimpleName(), e);
    }
  }

  @Override
  public void close() {
    open = false;
    thread.interrupt();
  }
}
