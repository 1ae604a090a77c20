package dev.walkback.events.plan;

import dev.walkback.events.Target;
import java.util.List;
import java.util.Optional;

/**
 * One rung of the ladder: one way back to one release.
 *
 * @param furtherBack 0 for the first choice of release, 1 for the one before it, and so on
 * @param owner whom to ask; empty where the workloads are written directly
 * @param targets what the workloads ask for afterwards
 */
public record Attempt(
    WayBack way, int furtherBack, Optional<OwnerTarget> owner, List<Target> targets) {

  public Attempt {
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("Expected an attempt with a target, but it has none");
    }
    targets = List.copyOf(targets);
  }
}
