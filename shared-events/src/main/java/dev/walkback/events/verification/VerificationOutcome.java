package dev.walkback.events.verification;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.Event;
import dev.walkback.events.RollbackId;
import java.time.Instant;
import java.util.List;

/** What the verifier saw. */
public sealed interface VerificationOutcome extends Event {

  RollbackId rollbackId();

  Phase phase();

  List<Measurement> measurements();

  /** The picture changed since the last look; more is to come. */
  record Progressed(
      ApplicationId application,
      RollbackId rollbackId,
      Phase phase,
      Instant at,
      List<Measurement> measurements)
      implements VerificationOutcome {

    public Progressed {
      measurements = List.copyOf(measurements);
    }
  }

  /**
   * The end of one verification.
   *
   * @param looks how often was looked
   */
  record Concluded(
      ApplicationId application,
      RollbackId rollbackId,
      Phase phase,
      Verdict verdict,
      String explanation,
      Instant at,
      int looks,
      List<Measurement> measurements)
      implements VerificationOutcome {

    public Concluded {
      measurements = List.copyOf(measurements);
    }
  }

  /** Which verification an outcome belongs to. */
  enum Phase {
    RECOVERY,
    SOAK
  }
}
