package dev.walkback.verifier.core;

import dev.walkback.events.verification.Verdict;
import dev.walkback.events.verification.Verification;
import dev.walkback.events.verification.VerificationOutcome.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What follows from the looks so far. A value: each look makes the next one.
 *
 * <p>Awaiting recovery ends with the first healthy look, or with the last look at the deadline. A
 * soak ends early only for trouble that a second look confirms; a single look without data is
 * tolerated, and so are several as long as most looks had data. The last look of a soak must be
 * healthy; where it is not, one more decides. Once it is to stay healthy, pods that only come up
 * beside those that serve are no trouble: see {@link Newcomers}. A watch of a release is both, one
 * after the other. It proves nothing about a release that was replaced meanwhile, or that was
 * looked at for less than half of the time that it was to stay healthy.
 */
record Course(Phase phase, Stage stage, Times times, Tally tally) {

  static Course begin(Verification verification, Instant now) {
    Instant until = verification.until();
    Phase phase = phaseOf(verification);
    Tally none = new Tally(0, 0);
    return switch (verification) {
      case Verification.AwaitRecovery _ ->
          new Course(phase, new Stage.Settling(), new Times(until, until), none);
      case Verification.Soak _ ->
          new Course(phase, new Stage.Staying(now, false, false), new Times(until, until), none);
      case Verification.WatchRelease watch ->
          new Course(phase, new Stage.Settling(), new Times(watch.settleBy(), until), none);
    };
  }

  static Phase phaseOf(Verification verification) {
    return switch (verification) {
      case Verification.AwaitRecovery _ -> Phase.RECOVERY;
      case Verification.Soak _ -> Phase.SOAK;
      case Verification.WatchRelease _ -> Phase.WATCH;
    };
  }

  /** What is looked for now. */
  sealed interface Stage {

    /** That it becomes healthy. */
    record Settling() implements Stage {}

    /**
     * That it stays so.
     *
     * @param suspected whether the last look that saw anything saw trouble
     * @param lastChance whether the time is over and one more look decides
     */
    record Staying(Instant since, boolean suspected, boolean lastChance) implements Stage {}
  }

  /** When it must be healthy, and how long it must stay so. */
  record Times(Instant settleBy, Instant until) {

    Duration least() {
      return Duration.between(settleBy, until).dividedBy(2);
    }
  }

  /**
   * Whether it still comes up: then it may stumble, which it may not once it is to stay healthy.
   */
  boolean isSettling() {
    return switch (stage) {
      case Stage.Settling() -> true;
      case Stage.Staying _ -> false;
    };
  }

  /** When a look must be taken at the latest. */
  Instant deadline() {
    return switch (stage) {
      case Stage.Settling() -> times.settleBy();
      case Stage.Staying _ -> times.until();
    };
  }

  /**
   * @param begun when the look was begun
   */
  Next after(Picture picture, Instant begun) {
    if (phase == Phase.WATCH && picture.replaced()) {
      return concluded(
          Verdict.INCONCLUSIVE, "It was replaced before it was judged: " + picture.troubles());
    }
    return switch (stage) {
      case Stage.Settling() -> settling(picture, begun);
      case Stage.Staying staying -> staying(staying, picture, begun);
    };
  }

  private Next settling(Picture picture, Instant begun) {
    if (picture.verdict() == Verdict.HEALTHY) {
      return phase == Phase.RECOVERY
          ? concluded(Verdict.HEALTHY, "Everything is healthy")
          : staying(new Stage.Staying(begun, false, false), picture, begun);
    }
    return begun.isBefore(times.settleBy())
        ? goesOn(stage, tally)
        : concluded(picture.verdict(), "Not healthy by the deadline: " + picture.troubles());
  }

  private Next staying(Stage.Staying now, Picture picture, Instant begun) {
    Tally counted = tally.plus(picture.verdict());
    boolean due = !begun.isBefore(times.until());
    return switch (picture.verdict()) {
      case HEALTHY ->
          due
              ? end(counted, Duration.between(now.since(), begun))
              : goesOn(new Stage.Staying(now.since(), false, false), counted);
      case UNHEALTHY ->
          now.suspected()
              ? concluded(Verdict.UNHEALTHY, "It did not stay healthy: " + picture.troubles())
              : goesOn(new Stage.Staying(now.since(), true, due), counted);
      case INCONCLUSIVE ->
          now.lastChance()
              ? concluded(
                  Verdict.INCONCLUSIVE, "Nothing is known at the end: " + picture.troubles())
              : goesOn(new Stage.Staying(now.since(), now.suspected(), due), counted);
    };
  }

  private Next end(Tally counted, Duration stayed) {
    return stayed.compareTo(times.least()) < 0
        ? concluded(
            Verdict.INCONCLUSIVE,
            "It is healthy, but was seen so for %d s only".formatted(stayed.toSeconds()))
        : concluded(counted.verdict(), counted.words());
  }

  private Next goesOn(Stage next, Tally counted) {
    return new Next(new Course(phase, next, times, counted), Optional.empty());
  }

  private Next concluded(Verdict verdict, String explanation) {
    return new Next(this, Optional.of(new Conclusion(verdict, explanation)));
  }

  /** Where it stands after a look; over if there is a conclusion. */
  record Next(Course course, Optional<Conclusion> conclusion) {}

  /** The end. */
  record Conclusion(Verdict verdict, String explanation) {}

  /** How many looks there were while it was to stay healthy, and how many had no data. */
  record Tally(int looks, int blind) {

    Tally plus(Verdict verdict) {
      return new Tally(looks + 1, verdict == Verdict.INCONCLUSIVE ? blind + 1 : blind);
    }

    Verdict verdict() {
      return blind <= 1 || blind * 2 < looks ? Verdict.HEALTHY : Verdict.INCONCLUSIVE;
    }

    String words() {
      return verdict() == Verdict.HEALTHY
          ? "It stayed healthy in %d looks%s"
              .formatted(looks, blind == 0 ? "" : ", %d of them without data".formatted(blind))
          : "It is healthy now, but %d of %d looks had no data".formatted(blind, looks);
    }
  }
}
