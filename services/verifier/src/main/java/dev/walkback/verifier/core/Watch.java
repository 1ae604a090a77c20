package dev.walkback.verifier.core;

import dev.walkback.events.verification.Verification;
import dev.walkback.events.verification.VerificationOutcome.Concluded;
import dev.walkback.events.verification.VerificationOutcome.Progressed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Carries out one verification: the first look at once, the next after each interval, the last one
 * at the end. Its times are the verification's own, so that one which is begun again goes on where
 * it was, and takes one look though its time is over.
 */
public final class Watch {

  /** Changes are told at most so often. */
  static final Duration REPORT_EVERY = Duration.ofSeconds(1);

  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(50);

  private final World world;
  private final World.Report report;
  private final Verification verification;
  private Optional<Picture> told = Optional.empty();
  private Instant toldAt = Instant.EPOCH;

  public Watch(World world, World.Report report, Verification verification) {
    this.world = world;
    this.report = report;
    this.verification = verification;
  }

  /** Returns once the conclusion is told. */
  public void run() throws InterruptedException {
    Course course = Course.begin(verification);
    Restarts restarts = Restarts.UNWATCHED;
    while (true) {
      Instant begun = world.now();
      Look look = world.look(verification);
      Instant at = world.now();
      Picture picture = Picture.of(look, restarts, at);
      restarts = restarts.after(look);
      Course.Next next = course.after(picture, !begun.isBefore(verification.until()));
      course = next.course();
      if (next.conclusion().isPresent()) {
        conclude(course, picture, next.conclusion().get(), at);
        return;
      }
      tell(course, picture, at);
      world.waitUntil(nextLook(begun));
    }
  }

  private Instant nextLook(Instant begun) {
    Duration interval =
        verification.interval().compareTo(SHORTEST_INTERVAL) < 0
            ? SHORTEST_INTERVAL
            : verification.interval();
    Instant next = begun.plus(interval);
    boolean passesTheEnd =
        begun.isBefore(verification.until()) && next.isAfter(verification.until());
    return passesTheEnd ? verification.until() : next;
  }

  private void tell(Course course, Picture picture, Instant at) {
    boolean news = told.filter(picture::isLike).isEmpty();
    if (news && !at.isBefore(toldAt.plus(REPORT_EVERY))) {
      report.tell(
          new Progressed(
              verification.application(),
              verification.rollbackId(),
              course.phase(),
              at,
              picture.measurements()));
      told = Optional.of(picture);
      toldAt = at;
    }
  }

  private void conclude(Course course, Picture picture, Course.Conclusion conclusion, Instant at) {
    report.tell(
        new Concluded(
            verification.application(),
            verification.rollbackId(),
            course.phase(),
            conclusion.verdict(),
            conclusion.explanation(),
            at,
            course.tally().looks(),
            picture.measurements()));
  }
}
