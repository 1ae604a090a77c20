package dev.walkback.verifier.core;

import dev.walkback.events.verification.Verification;
import dev.walkback.events.verification.VerificationOutcome;
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
 * @param told what was told last
 */
public record Watching(
    Verification verification,
    Course course,
    Restarts restarts,
    Optional<Picture> told,
    Instant toldAt) {

  /** Changes are told at most so often. */
  static final Duration REPORT_EVERY = Duration.ofSeconds(1);

  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(50);

  /** The first look is to be taken at once. */
  public static Watching begin(Verification verification) {
    return new Watching(
        verification,
        Course.begin(verification),
        Restarts.UNWATCHED,
        Optional.empty(),
        Instant.EPOCH);
  }

  /**
   * What follows from a look.
   *
   * @param begun when it was begun
   * @param at when it was done
   */
  public Step after(Look look, Instant begun, Instant at) {
    Picture picture = Picture.of(look, restarts, at);
    Restarts after = restarts.after(look);
    Course.Next next = course.after(picture, !begun.isBefore(verification.until()));
    if (next.conclusion().isPresent()) {
      return new Step(
          with(next.course(), after, told, toldAt),
          Optional.of(concluded(next.course(), picture, next.conclusion().get(), at)),
          Optional.empty());
    }
    boolean news = told.filter(picture::isLike).isEmpty();
    return news && !at.isBefore(toldAt.plus(REPORT_EVERY))
        ? new Step(
            with(next.course(), after, Optional.of(picture), at),
            Optional.of(progressed(picture, at)),
            Optional.of(nextLook(begun)))
        : new Step(
            with(next.course(), after, told, toldAt),
            Optional.empty(),
            Optional.of(nextLook(begun)));
  }

  /**
   * Where it stands after a look.
   *
   * @param news what is to be told
   * @param nextLook empty once it is over
   */
  public record Step(
      Watching next, Optional<VerificationOutcome> news, Optional<Instant> nextLook) {}

  private Watching with(
      Course newCourse, Restarts newRestarts, Optional<Picture> newTold, Instant newToldAt) {
    return new Watching(verification, newCourse, newRestarts, newTold, newToldAt);
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

  private Progressed progressed(Picture picture, Instant at) {
    return new Progressed(
        verification.application(),
        verification.rollbackId(),
        course.phase(),
        at,
        picture.measurements());
  }

  private Concluded concluded(
      Course end, Picture picture, Course.Conclusion conclusion, Instant at) {
    return new Concluded(
        verification.application(),
        verification.rollbackId(),
        end.phase(),
        conclusion.verdict(),
        conclusion.explanation(),
        at,
        end.tally().looks(),
        picture.measurements());
  }
}
