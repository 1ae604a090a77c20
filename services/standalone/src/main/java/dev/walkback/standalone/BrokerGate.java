package dev.walkback.standalone;

import java.util.concurrent.CompletableFuture;
import org.springframework.context.SmartLifecycle;

/**
 * Holds back everything that talks to the broker until the broker is there, while both are being
 * prepared at the same time.
 */
final class BrokerGate implements SmartLifecycle {

  private final CompletableFuture<?> broker;
  private volatile boolean open;

  BrokerGate(CompletableFuture<?> broker) {
    this.broker = broker;
  }

  @Override
  public void start() {
    broker.join();
    open = true;
  }

  @Override
  public void stop() {
    open = false;
  }

  @Override
  public boolean isRunning() {
    return open;
  }

  /** Before all others. */
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE;
  }
}
