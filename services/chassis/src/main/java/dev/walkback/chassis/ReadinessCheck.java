package dev.walkback.chassis;

import java.util.Optional;

/** One thing without which the service cannot do its work. */
public interface ReadinessCheck {

  String name();

  /**
   * Empty when all is well; otherwise what is wrong, for people. Answers within about two seconds.
   */
  Optional<String> problem();
}
