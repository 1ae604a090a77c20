package dev.walkback.verifier.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.RollbackId;
import dev.walkback.events.verification.Verification;
import dev.walkback.events.verification.VerificationOutcome;
import dev.walkback.events.verification.VerificationOutcome.Concluded;
import dev.walkback.events.verification.VerificationOutcome.Progressed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/** A world in which a verification takes no time at all, and what it says there. */
final class Script implements World {

  static final ApplicationId APPLICATION = ApplicationId.parse("production/app");
  static final RollbackId ROLLBACK = new RollbackId("rb-0123456789ab");
  static final Duration INTERVAL = Duration.ofSeconds(5);

  private final List<VerificationOutcome> told = new ArrayList<>();
  private Function<Instant, Look> shown = _ -> Seen.blind();
  private Instant now = Seen.AT;

  static Verification recovery(Duration interval, long seconds) {
    return new Verification.AwaitRecovery(
        APPLICATION, ROLLBACK, List.of(), List.of(), interval, Seen.AT.plusSeconds(seconds));
  }

  static Verification soak(Duration interval, long seconds) {
    return new Verification.Soak(
        APPLICATION, ROLLBACK, List.of(), List.of(), interval, Seen.AT.plusSeconds(seconds));
  }

  static Verification watch(long settled, long seconds) {
    return new Verification.WatchRelease(
        APPLICATION,
        ROLLBACK,
        List.of(),
        List.of(),
        INTERVAL,
        Seen.AT.plusSeconds(settled),
        Seen.AT.plusSeconds(seconds));
  }

  /** One look after the other, the last one for ever. */
  Concluded play(Verification verification, Look... looks) throws InterruptedException {
    Deque<Look> left = new ArrayDeque<>(List.of(looks));
    return play(verification, _ -> left.size() == 1 ? left.getFirst() : left.removeFirst());
  }

  /** What is seen follows from the time. */
  Concluded play(Verification verification, Function<Instant, Look> looks)
      throws InterruptedException {
    told.clear();
    shown = looks;
    now = Seen.AT;
    new Watch(this, told::add, verification).run();
    return (Concluded) told.getLast();
  }

  List<VerificationOutcome> told() {
    return told;
  }

  List<Progressed> progress() {
    return told.stream().filter(Progressed.class::isInstance).map(Progressed.class::cast).toList();
  }

  Duration elapsed() {
    return Duration.between(Seen.AT, now);
  }

  @Override
  public Look look(Verification verification) {
    return shown.apply(now);
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public void waitUntil(Instant time) {
    assertThat(time).isAfter(now);
    now = time;
  }
}
