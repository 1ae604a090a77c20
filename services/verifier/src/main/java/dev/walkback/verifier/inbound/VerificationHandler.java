package dev.walkback.verifier.inbound;

import dev.walkback.chassis.EventHandler;
import dev.walkback.chassis.EventPublisher;
import dev.walkback.events.Envelope;
import dev.walkback.events.Event;
import dev.walkback.events.topic.Topics;
import dev.walkback.events.verification.Verification;
import dev.walkback.events.verification.VerificationOutcome;
import dev.walkback.events.verification.VerificationOutcome.Concluded;
import dev.walkback.events.verification.VerificationOutcome.Progressed;
import dev.walkback.verifier.core.Watch;
import dev.walkback.verifier.core.World;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what was asked for, and says what was seen. */
public final class VerificationHandler implements EventHandler {

  /** As the source of the verifier's events. */
  public static final String SOURCE = "/walkback/verifier";

  private static final Logger LOG = LoggerFactory.getLogger(VerificationHandler.class);

  private final Share share;
  private final World world;
  private final EventPublisher publisher;
  private final MeterRegistry meters;

  public VerificationHandler(
      Share share, World world, EventPublisher publisher, MeterRegistry meters) {
    this.share = share;
    this.world = world;
    this.publisher = publisher;
    this.meters = meters;
  }

  /** Which verifications a handler carries out; it passes over the others. */
  public enum Share {
    /** Those that a rollback waits for. */
    OF_ROLLBACKS,
    /** Those of releases that nobody complains of: they take long, and nothing waits for them. */
    OF_RELEASES;

    boolean includes(Verification verification) {
      return switch (verification) {
        case Verification.AwaitRecovery _, Verification.Soak _ -> this == OF_ROLLBACKS;
        case Verification.WatchRelease _ -> this == OF_RELEASES;
      };
    }
  }

  @Override
  public void handle(Envelope<? extends Event> envelope) throws InterruptedException {
    if (!(envelope.data() instanceof Verification verification)) {
      throw new IllegalArgumentException(
          "Expected a verification, but found " + envelope.data().getClass().getSimpleName());
    }
    if (!share.includes(verification)) {
      return;
    }
    Instant begun = world.now();
    LOG.info(
        "verification begun rollback={} application={} kind={} until={}",
        verification.rollbackId(),
        verification.application(),
        verification.getClass().getSimpleName(),
        verification.until());
    World.Report report = outcome -> publish(envelope, outcome, begun);
    new Watch(world, report, verification).run();
  }

  private void publish(
      Envelope<? extends Event> cause, VerificationOutcome outcome, Instant begun) {
    String id = eventId(cause.id(), outcome);
    publisher.publish(
        Topics.VERIFICATION_OUTCOMES,
        new Envelope<>(
            id, SOURCE, world.now(), cause.traceParent().map(trace -> trace.child(id)), outcome));
    if (outcome instanceof Concluded concluded) {
      concluded(concluded, Duration.between(begun, world.now()));
    }
  }

  /**
   * A verification concludes once, so that every conclusion of it is the same event; what was seen
   * on the way differs by its time.
   */
  static String eventId(String cause, VerificationOutcome outcome) {
    return switch (outcome) {
      case Progressed progressed -> cause + "/progressed/" + progressed.at();
      case Concluded _ -> cause + "/concluded";
    };
  }

  private void concluded(Concluded concluded, Duration took) {
    String phase = concluded.phase().name().toLowerCase(Locale.ROOT);
    String verdict = concluded.verdict().name().toLowerCase(Locale.ROOT);
    meters.counter("walkback.verdicts", "phase", phase, "verdict", verdict).increment();
    meters.timer("walkback.verification.seconds", "phase", phase).record(took);
    LOG.info(
        "verification concluded rollback={} application={} phase={} verdict={} cause={} looks={}"
            + " reason=\"{}\"",
        concluded.rollbackId(),
        concluded.application(),
        phase,
        verdict,
        concluded.cause().map(cause -> cause.name().toLowerCase(Locale.ROOT)).orElse("-"),
        concluded.looks(),
        concluded.explanation().replaceAll("\\p{Cntrl}", " "));
  }
}
