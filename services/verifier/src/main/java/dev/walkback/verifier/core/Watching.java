package dev.walkback.verifier.core;

import dev.walkback.events.verification.Verdict;
import dev.walkback.events.verification.Verification;
import dev.walkback.events.verification.VerificationOutcome;
import dev.walkback.events.verification.VerificationOutcome.Cause;
import dev.walkback.events.verification.VerificationOutcome.Concluded;
import dev.walkback.events.verification.VerificationOutcome.Progressed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One verification, as far as it got. A value: each look makes the next one, and says what is to be
 * told and when to look again. Its times are the verification's own, so that one which is begun
 * again goes on where it was, and takes one look though its time is over.
 *
 * @param start when it was begun
 * @param looks how many were taken
 */
public record Watching(
    Verification verification,
    Instant start,
    int looks,
    Course course,
    Restarts restarts,
    Newcomers newcomers,
    Told told) {

  /** Changes are told at most so often. */
  static final Duration REPORT_EVERY = Duration.ofSeconds(1);

  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(50);

  /** What was told last, and when. */
  record Told(Optional<Picture> picture, Instant at) {}

  /** The first look is to be taken at once. */
  public static Watching begin(Verification verification, Instant now) {
    return new Watching(
        verification,
        now,
        0,
        Course.begin(verification, now),
        Restarts.UNWATCHED,
        Newcomers.UNSEEN,
        new Told(Optional.empty(), Instant.EPOCH));
  }

  /**
   * What follows from a look.
   *
   * @param begun when it was begun
   * @param at when it was done
   */
  public Step after(Look look, Instant begun, Instant at) {
    Restarts held = course.isSettling() ? restarts.forgiving(look, at) : restarts;
    Picture strict = Picture.of(look, held, Leniency.NONE, at);
    Picture picture =
        course.isSettling() ? strict : Picture.of(look, held, newcomers::areAllThatIsMissing, at);
    Course.Next next = course.after(picture, begun);
    if (next.conclusion().isPresent()) {
      Optional<Cause> cause = new Causes(held, chance(at)).of(look, strict);
      return new Step(
          with(next.course(), look, held, told),
          Optional.of(concluded(next.conclusion().get(), picture, at, cause)),
          Optional.empty());
    }
    boolean news =
        told.picture().filter(picture::isLike).isEmpty()
            && !at.isBefore(told.at().plus(REPORT_EVERY));
    return new Step(
        with(next.course(), look, held, news ? new Told(Optional.of(picture), at) : told),
        news ? Optional.of(progressed(picture, at)) : Optional.empty(),
        Optional.of(nextLook(begun, next.course().deadline())));
  }

  /**
   * Where it stands after a look.
   *
   * @param news what is to be told
   * @param nextLook empty once it is over
   */
  public record Step(
      Watching next, Optional<VerificationOutcome> news, Optional<Instant> nextLook) {}

  private Watching with(Course newCourse, Look look, Restarts held, Told newTold) {
    return new Watching(
        verification,
        start,
        looks + 1,
        newCourse,
        held.after(look),
        newcomers.after(look),
        newTold);
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
  private Instant chance(Instant at) {
    Instant halfTime = start.plus(Duration.between(start, at).dividedBy(2));
    Instant twoLooksAgo = at.minus(interval().multipliedBy(2));
    return halfTime.isBefore(twoLooksAgo) ? halfTime : twoLooksAgo;
  }

  private Progressed progressed(Picture picture, Instant at) {
    return new Progressed(
        verification.application(),
        verification.rollbackId(),
        course.phase(),
        at,
        picture.measurements(),
        verification.round());
  }

  private Concluded concluded(
      Course.Conclusion conclusion, Picture picture, Instant at, Optional<Cause> cause) {
    return new Concluded(
        verification.application(),
        verification.rollbackId(),
        course.phase(),
        conclusion.verdict(),
        conclusion.explanation(),
        at,
        looks + 1,
        picture.measurements(),
        verification.round(),
        conclusion.verdict() == Verdict.UNHEALTHY ? cause : Optional.empty());
  }
}
