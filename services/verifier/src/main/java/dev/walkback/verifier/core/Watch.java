package dev.walkback.verifier.core;

import dev.walkback.events.verification.Verdict;
import dev.walkback.events.verification.Verification;
import dev.walkback.events.verification.VerificationOutcome.Cause;
import dev.walkback.events.verification.VerificationOutcome.Concluded;
import dev.walkback.events.verification.VerificationOutcome.Phase;
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
  private final Phase phase;
  private Optional<Picture> told = Optional.empty();
  private Instant toldAt = Instant.EPOCH;

  public Watch(World world, World.Report report, Verification verification) {
    this.world = world;
    this.report = report;
    this.verification = verification;
    this.phase = Course.phaseOf(verification);
  }

  /** Returns once the conclusion is told. */
  public void run() throws InterruptedException {
    Instant start = world.now();
    Course course = Course.begin(verification, start);
    Restarts restarts = Restarts.UNWATCHED;
    for (int looks = 1; ; looks++) {
      Instant begun = world.now();
      Look look = world.look(verification);
      Instant at = world.now();
      Picture picture = Picture.of(look, restarts, at);
      Course.Next next = course.after(picture, begun);
      if (next.conclusion().isPresent()) {
        var causes = new Causes(restarts, chance(start, at));
        report.tell(
            concluded(next.conclusion().get(), picture, at, looks, causes.of(look, picture)));
        return;
      }
      restarts = restarts.after(look);
      course = next.course();
      tell(picture, at);
      world.waitUntil(nextLook(begun, course.deadline()));
    }
  }

  private Instant nextLook(Instant begun, Instant deadline) {
    Instant next = begun.plus(interval());
    boolean passesTheDeadline = begun.isBefore(deadline) && next.isAfter(deadline);
    return passesTheDeadline ? deadline : next;
  }

  private Duration interval() {
    return verification.interval().compareTo(SHORTEST_INTERVAL) < 0
        ? SHORTEST_INTERVAL
        : verification.interval();
  }

  /** Half of the time that was looked, and two intervals at least, is a chance to come up. */
  private Instant chance(Instant start, Instant at) {
    Instant halfTime = start.plus(Duration.between(start, at).dividedBy(2));
    Instant twoLooksAgo = at.minus(interval().multipliedBy(2));
    return halfTime.isBefore(twoLooksAgo) ? halfTime : twoLooksAgo;
  }

  private void tell(Picture picture, Instant at) {
    boolean news = told.filter(picture::isLike).isEmpty();
    if (news && !at.isBefore(toldAt.plus(REPORT_EVERY))) {
      report.tell(
          new Progressed(
              verification.application(),
              verification.rollbackId(),
              phase,
              at,
              picture.measurements(),
              verification.round()));
      told = Optional.of(picture);
      toldAt = at;
    }
  }

  private Concluded concluded(
      Course.Conclusion conclusion, Picture picture, Instant at, int looks, Optional<Cause> cause) {
    return new Concluded(
        verification.application(),
        verification.rollbackId(),
        phase,
        conclusion.verdict(),
        conclusion.explanation(),
        at,
        looks,
        picture.measurements(),
        verification.round(),
        conclusion.verdict() == Verdict.UNHEALTHY ? cause : Optional.empty());
  }
}
