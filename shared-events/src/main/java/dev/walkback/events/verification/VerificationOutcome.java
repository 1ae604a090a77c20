package dev.walkback.events.verification;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.Event;
import dev.walkback.events.RollbackId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the verifier saw. */
public sealed interface VerificationOutcome extends Event {

  RollbackId rollbackId();

  Phase phase();

  List<Measurement> measurements();

  /** That of the verification; absent: the first. */
  Optional<Integer> round();

  /** The picture changed since the last look; more is to come. */
  record Progressed(
      ApplicationId application,
      RollbackId rollbackId,
      Phase phase,
      Instant at,
      List<Measurement> measurements,
      Optional<Integer> round)
      implements VerificationOutcome {

    public Progressed {
      measurements = List.copyOf(measurements);
    }

    /** Of the first verification of its kind. */
    public Progressed(
        ApplicationId application,
        RollbackId rollbackId,
        Phase phase,
        Instant at,
        List<Measurement> measurements) {
      this(application, rollbackId, phase, at, measurements, Optional.empty());
    }
  }

  /**
   * The end of one verification.
   *
   * @param looks how often was looked
   * @param cause why it is unhealthy, where that can be told
   */
  record Concluded(
      ApplicationId application,
      RollbackId rollbackId,
      Phase phase,
      Verdict verdict,
      String explanation,
      Instant at,
      int looks,
      List<Measurement> measurements,
      Optional<Integer> round,
      Optional<Cause> cause)
      implements VerificationOutcome {

    public Concluded {
      measurements = List.copyOf(measurements);
    }

    /** Of the first verification of its kind, without a cause. */
    public Concluded(
        ApplicationId application,
        RollbackId rollbackId,
        Phase phase,
        Verdict verdict,
        String explanation,
        Instant at,
        int looks,
        List<Measurement> measurements) {
      this(
          application,
          rollbackId,
          phase,
          verdict,
          explanation,
          at,
          looks,
          measurements,
          Optional.empty(),
          Optional.empty());
    }
  }

  /** Which verification an outcome belongs to. */
  enum Phase {
    RECOVERY,
    SOAK,
    /** The watch of a release that nobody complains of. */
    WATCH
  }

  /** Why a release does not come up. Only the first speaks against the release itself. */
  enum Cause {
    /** It ran, and was not healthy. */
    BAD,
    /** It could not run: no room, no image, no volume. Another release would fare no better. */
    COULD_NOT_RUN
  }
}
