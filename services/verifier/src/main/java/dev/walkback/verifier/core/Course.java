package dev.walkback.verifier.core;

import dev.walkback.events.verification.Verdict;
import dev.walkback.events.verification.Verification;
import dev.walkback.events.verification.VerificationOutcome.Phase;
import java.util.Optional;

/**
 * What follows from the looks so far. A value: each look makes the next one.
 *
 * <p>Awaiting recovery ends with the first healthy look, or with the last look at the deadline. A
 * soak ends early only for trouble that a second look confirms; a single look without data is
 * tolerated, and so are several as long as most looks had data. The last look of a soak must be
 * healthy; where it is not, one more decides.
 */
record Course(Phase phase, Tally tally, boolean suspected, boolean lastChance) {

  static Course begin(Verification verification) {
    return new Course(phaseOf(verification), new Tally(0, 0), false, false);
  }

  static Phase phaseOf(Verification verification) {
    return switch (verification) {
      case Verification.AwaitRecovery _ -> Phase.RECOVERY;
      case Verification.Soak _ -> Phase.SOAK;
    };
  }

  /**
   * @param due whether this was the look at the end of the time, or a later one
   */
  Next after(Picture picture, boolean due) {
    Tally counted = tally.plus(picture.verdict());
    return switch (phase) {
      case RECOVERY -> recovery(picture, counted, due);
      case SOAK -> soak(picture, counted, due);
    };
  }

  private Next recovery(Picture picture, Tally counted, boolean due) {
    Course next = new Course(phase, counted, false, false);
    if (picture.verdict() == Verdict.HEALTHY) {
      return next.concluded(Verdict.HEALTHY, "Everything is healthy");
    }
    return due
        ? next.concluded(picture.verdict(), "Not healthy by the deadline: " + picture.troubles())
        : next.goesOn();
  }

  private Next soak(Picture picture, Tally counted, boolean due) {
    return switch (picture.verdict()) {
      case HEALTHY -> {
        Course next = new Course(phase, counted, false, due);
        yield due ? next.concluded(counted.verdict(), counted.words()) : next.goesOn();
      }
      case UNHEALTHY -> {
        Course next = new Course(phase, counted, true, due);
        yield suspected
            ? next.concluded(Verdict.UNHEALTHY, "It did not stay healthy: " + picture.troubles())
            : next.goesOn();
      }
      case INCONCLUSIVE -> {
        Course next = new Course(phase, counted, suspected, due);
        yield lastChance
            ? next.concluded(
                Verdict.INCONCLUSIVE, "Nothing is known at the end: " + picture.troubles())
            : next.goesOn();
      }
    };
  }

  private Next goesOn() {
    return new Next(this, Optional.empty());
  }

  private Next concluded(Verdict verdict, String explanation) {
    return new Next(this, Optional.of(new Conclusion(verdict, explanation)));
  }

  /** Where it stands after a look; over if there is a conclusion. */
  record Next(Course course, Optional<Conclusion> conclusion) {}

  /** The end. */
  record Conclusion(Verdict verdict, String explanation) {}

  /** How many looks there were, and how many of them had no data. */
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
