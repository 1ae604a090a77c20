package dev.walkback.executor.core;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.hold.Hold;

/** Whether an application is ordered to stand still, as far as is known at one moment. */
public sealed interface Brake {

  /** It is not. */
  record Released() implements Brake {}

  /**
   * It is.
   *
   * @param scope for what it was ordered: the application, its namespace or everything
   */
  record Pulled(ApplicationId scope, Hold hold) implements Brake {}

  /** Nothing is known; another look may tell. */
  record Unknown(String explanation) implements Brake {}
}
