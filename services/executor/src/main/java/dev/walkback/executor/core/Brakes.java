package dev.walkback.executor.core;

import dev.walkback.events.ApplicationId;

/** All orders to stand still. */
@FunctionalInterface
public interface Brakes {

  /** How it is with an application now: an order that was given before this call is in it. */
  Brake of(ApplicationId application) throws InterruptedException;
}
