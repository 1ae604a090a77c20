package dev.walkback.verifier.outbound;

import dev.walkback.events.verification.Verification;
import dev.walkback.verifier.core.Look;
import dev.walkback.verifier.core.World;
import dev.walkback.workloads.Pace;
import java.time.Instant;

/** A world that is looked at no faster than a pace allows. */
public final class PacedWorld implements World {

  /** The workload, its revisions and its pods. */
  private static final int REQUESTS_PER_WORKLOAD = 3;

  private final World world;
  private final Pace pace;

  public PacedWorld(World world, Pace pace) {
    this.world = world;
    this.pace = pace;
  }

  @Override
  public Look look(Verification verification) throws InterruptedException {
    pace.await(
        REQUESTS_PER_WORKLOAD * verification.workloads().size() + verification.checks().size());
    return world.look(verification);
  }

  @Override
  public Instant now() {
    return world.now();
  }

  @Override
  public void waitUntil(Instant time) throws InterruptedException {
    world.waitUntil(time);
  }
}
