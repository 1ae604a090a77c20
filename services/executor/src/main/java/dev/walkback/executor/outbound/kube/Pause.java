package dev.walkback.executor.outbound.kube;

import java.time.Duration;

/** Waits, between two looks at the cluster. */
@FunctionalInterface
public interface Pause {

  /** Returns after this time. */
  void pause(Duration time) throws InterruptedException;
}
