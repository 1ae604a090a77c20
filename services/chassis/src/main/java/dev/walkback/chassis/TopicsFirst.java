package dev.walkback.chassis;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Makes the topics before anything else starts, where the broker is there already: a function
 * binding that finds no topic tries again for many seconds. Where it is away the start goes on, and
 * {@link EdgeLifecycle} makes them later.
 */
public final class TopicsFirst implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(TopicsFirst.class);
  private static final long PATIENCE_SECONDS = 4;

  private final TopicProvisioner provisioner;
  private volatile boolean running;

  public TopicsFirst(TopicProvisioner provisioner) {
    this.provisioner = provisioner;
  }

  @Override
  public int getPhase() {
    return Integer.MIN_VALUE;
  }

  @Override
  public void start() {
    running = true;
    var done = new CountDownLatch(1);
    Thread.ofVirtual().name("walkback-topics").start(() -> provision(done));
    try {
      if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.debug("the broker is slow, starting without its topics");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void provision(CountDownLatch done) {
    try {
      provisioner.provision();
    } catch (PublishFailedException e) {
      LOG.debug("starting without topics", e);
    } finally {
      done.countDown();
    }
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
