package dev.walkback.sandbox.controllers;

import dev.walkback.sandbox.admission.Cluster;
import dev.walkback.sandbox.store.ApiFailure;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All controllers, on one thread: after each change in the namespaces where it was, and every few
 * milliseconds everywhere for what only time changes. Neither that nor the kubelet takes more than
 * a share of the thread, however large the cluster.
 */
public final class Controllers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Controllers.class);
  private static final Duration TICK = Duration.ofMillis(20);

  /** Deadlines and minReadySeconds pass without any change. */
  private static final Duration SWEEP = Duration.ofMillis(250);

  /** Of the time that something took, before it is done again. */
  private static final int REST = 3;

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
    var sweep = new Turn(SWEEP);
    var pods = new Turn(Duration.ZERO);
    while (open) {
      try {
        int version = cluster.store().version();
        if (seen < 0 || sweep.isDue()) {
          sweep.take(() -> reconcile(_ -> true));
        } else if (version != seen) {
          reconcile(changedAfter(seen));
        }
        if (pods.isDue()) {
          pods.take(kubelet);
        }
        seen = version;
        cluster.store().awaitChangeAfter(version, TICK);
      } catch (InterruptedException e) {
        return;
      } catch (ApiFailure e) {
        LOG.debug("kubelet: {}", e.words());
      }
    }
  }

  private Predicate<String> changedAfter(int version) {
    Set<String> changed = cluster.store().namespacesChangedAfter(version);
    return changed == null ? _ -> true : changed::contains;
  }

  private void reconcile(Predicate<String> namespaces) {
    controllers.forEach(controller -> reconcile(controller, namespaces));
  }

  /** Somebody else was quicker: the next round sees it. */
  private static void reconcile(Controller controller, Predicate<String> namespaces) {
    try {
      controller.reconcile(namespaces);
    } catch (ApiFailure e) {
      LOG.debug("{}: {}", controller.getClass().getSimpleName(), e.words());
    } catch (RuntimeException e) {
      LOG.error("{} failed; the others go on", controller.getClass().getSimpleName(), e);
    }
  }

  /** When something is due again: after a while, and the later the longer it took. */
  private static final class Turn {

    private final long pause;
    private long next = System.nanoTime();

    Turn(Duration pause) {
      this.pause = pause.toNanos();
    }

    boolean isDue() {
      return System.nanoTime() - next >= 0;
    }

    void take(Runnable work) {
      long begun = System.nanoTime();
      try {
        work.run();
      } finally {
        long ended = System.nanoTime();
        next = ended + Math.max(pause, REST * (ended - begun));
      }
    }
  }

  @Override
  public void close() {
    open = false;
    thread.interrupt();
  }
}
