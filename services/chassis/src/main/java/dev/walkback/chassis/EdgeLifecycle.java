package dev.walkback.chassis;

import dev.walkback.events.topic.Topics;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the workers once the topics are there. A broker that is away is waited for without end,
 * and does not keep the health endpoint from answering.
 */
public final class EdgeLifecycle implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(EdgeLifecycle.class);
  private static final long RETRY_SECONDS = 2;

  private final TopicProvisioner provisioner;
  private final RecordSender sender;
  private final List<EdgeWorker> workers;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile boolean running;
  private volatile Optional<String> problem = Optional.of("not looked for yet");

  public EdgeLifecycle(
      TopicProvisioner provisioner, RecordSender sender, List<EdgeWorker> workers) {
    this.provisioner = provisioner;
    this.sender = sender;
    this.workers = List.copyOf(workers);
  }

  List<EdgeWorker> workers() {
    return workers;
  }

  /** Why the workers have not been started, if so. */
  Optional<String> problem() {
    return problem;
  }

  @Override
  public void start() {
    running = true;
    Thread.ofPlatform().name("walkback-start").daemon(true).start(this::run);
  }

  private void run() {
    while (stopping.getCount() > 0) {
      try {
        provisioner.provision();
        problem = Optional.empty();
        startWorkers();
        Topics.ALL.forEach(topic -> sender.warmUp(topic.name()));
        return;
      } catch (PublishFailedException e) {
        problem = Optional.of(String.valueOf(e.getMessage()));
        LOG.warn("waiting for the topics reason=\"{}\"", e.getMessage());
      }
      if (!pause()) {
        return;
      }
    }
  }

  private synchronized void startWorkers() {
    if (stopping.getCount() > 0) {
      workers.forEach(EdgeWorker::start);
    }
  }

  private boolean pause() {
    try {
      return !stopping.await(RETRY_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void stop() {
    stopping.countDown();
    stopWorkers();
    running = false;
  }

  /** All at once: each may wait some seconds for what it is doing. */
  private synchronized void stopWorkers() {
    try (var each = Executors.newVirtualThreadPerTaskExecutor()) {
      workers.forEach(worker -> each.execute(worker::stop));
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
