package dev.walkback.verifier.core;

import static dev.walkback.verifier.core.Script.INTERVAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.verification.Verdict;
import dev.walkback.events.verification.VerificationOutcome.Cause;
import dev.walkback.events.verification.VerificationOutcome.Concluded;
import dev.walkback.verifier.core.Seen.Counters;
import dev.walkback.workloads.ContainerFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What a verification makes of pods that crash and come back. */
class RestartsTest {

  private final Script script = new Script();

  @Test
  void a_target_that_stumbles_at_its_start_and_then_runs_is_healthy() throws InterruptedException {
    Concluded end = script.play(Script.recovery(INTERVAL, 300), at -> stumbling(at, 3, 10));

    assertThat(end.verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(script.elapsed()).isEqualTo(Duration.ofSeconds(70));
  }

  @Test
  void a_target_that_has_not_run_for_long_is_not_forgiven() throws InterruptedException {
    Concluded end = script.play(Script.recovery(INTERVAL, 60), at -> stumbling(at, 3, 10));

    assertThat(end.verdict()).isEqualTo(Verdict.UNHEALTHY);
    assertThat(end.cause()).contains(Cause.BAD);
  }

  @Test
  void an_init_container_that_has_ended_well_in_the_end_is_forgiven_at_once()
      throws InterruptedException {
    Concluded end =
        script.play(
            Script.recovery(INTERVAL, 300),
            preparing(false, 0),
            preparing(false, 2),
            preparing(true, 2));

    assertThat(end.verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(end.looks()).isEqualTo(3);
  }

  @Test
  void a_loop_ends_a_soak_however_slow_it_is() throws InterruptedException {
    Concluded end = script.play(Script.soak(INTERVAL, 900), at -> crashed(at, 100, 400));

    assertThat(end.verdict()).isEqualTo(Verdict.UNHEALTHY);
    assertThat(end.cause()).contains(Cause.BAD);
    assertThat(script.elapsed()).isEqualTo(Duration.ofSeconds(405));
  }

  @Test
  void a_loop_ends_a_soak_however_rarely_it_is_looked_at() throws InterruptedException {
    var rarely = Script.soak(Duration.ofMinutes(3), 900);

    assertThat(script.play(rarely, at -> crashed(at, 100, 400)).verdict())
        .isEqualTo(Verdict.UNHEALTHY);
  }

  @Test
  void a_release_that_stumbled_is_watched_with_nothing_held_against_it()
      throws InterruptedException {
    var watch = Script.watch(300, 900);

    assertThat(script.play(watch, at -> stumbling(at, 3, 10, 400)).verdict())
        .isEqualTo(Verdict.HEALTHY);
    assertThat(script.play(watch, at -> stumbling(at, 3, 10, 400, 700)).verdict())
        .isEqualTo(Verdict.UNHEALTHY);
  }

  /** One of two pods crashes at these seconds, and is ready again at once. */
  private static Look crashed(Instant at, long... seconds) {
    return look(at, true, seconds);
  }

  /** The same, but it is not ready before it crashed. */
  private static Look stumbling(Instant at, long... seconds) {
    return look(at, false, seconds);
  }

  /** One of two pods has a container that prepares it, and that failed so often. */
  private static Look preparing(boolean done, int failed) {
    var prepare =
        new ContainerFacts(
            "prepare",
            true,
            done,
            false,
            failed,
            Optional.empty(),
            Optional.empty(),
            Optional.of(done ? "Completed" : "Error"),
            OptionalInt.of(done ? 0 : 1));
    return Seen.look(
        Seen.seen(Counters.done(), Seen.ready("a"), Seen.pod("b", Seen.GOOD, done, prepare)));
  }

  private static Look look(Instant at, boolean readyAtFirst, long... seconds) {
    List<Instant> crashes =
        Arrays.stream(seconds)
            .mapToObj(Seen.AT::plusSeconds)
            .filter(crash -> !crash.isAfter(at))
            .toList();
    boolean ready = readyAtFirst || !crashes.isEmpty();
    Instant since = crashes.isEmpty() ? Seen.AT : crashes.getLast();
    return Seen.look(
        Seen.seen(
            Counters.done(),
            Seen.ready("a"),
            Seen.pod("b", Seen.GOOD, ready, Seen.running(crashes.size(), since))));
  }
}
