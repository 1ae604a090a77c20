package dev.walkback.verifier.core;

import dev.walkback.events.verification.Verification;
import java.time.Instant;

/**
 * Carries out one verification: the first look at once, the next after each interval, the last one
 * at the end.
 */
public final class Watch {

  private final World world;
  private final World.Report report;
  private final Verification verification;

  public Watch(World world, World.Report report, Verification verification) {
    this.world = world;
    this.report = report;
    this.verification = verification;
  }

  /** Returns once the conclusion is told. */
  public void run() throws InterruptedException {
    Watching watching = Watching.begin(verification, world.now());
    while (true) {
      Instant begun = world.now();
      Look look = world.look(verification);
      Watching.Step step = watching.after(look, begun, world.now());
      step.news().ifPresent(report::tell);
      if (step.nextLook().isEmpty()) {
        return;
      }
      world.waitUntil(step.nextLook().get());
      watching = step.next();
    }
  }
}
