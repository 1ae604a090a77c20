package dev.walkback.verifier.core;

import static dev.walkback.verifier.core.Script.APPLICATION;
import static dev.walkback.verifier.core.Script.INTERVAL;
import static dev.walkback.verifier.core.Script.ROLLBACK;
import static dev.walkback.verifier.core.Seen.blind;
import static dev.walkback.verifier.core.Seen.broken;
import static dev.walkback.verifier.core.Seen.healthy;
import static dev.walkback.verifier.core.Seen.replaced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.verification.Measurement;
import dev.walkback.events.verification.Verdict;
import dev.walkback.events.verification.Verification;
import dev.walkback.events.verification.VerificationOutcome;
import dev.walkback.events.verification.VerificationOutcome.Cause;
import dev.walkback.events.verification.VerificationOutcome.Concluded;
import dev.walkback.events.verification.VerificationOutcome.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchTest {

  private static final Duration SETTLING = Duration.ofSeconds(20);

  private final Script script = new Script();

  @Test
  void recovery_ends_with_the_first_healthy_look() throws InterruptedException {
    Concluded end = recovery(60, broken(), blind(), healthy());
    assertThat(end.verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(end.looks()).isEqualTo(3);
    assertThat(script.elapsed()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void the_first_look_is_taken_at_once() throws InterruptedException {
    assertThat(recovery(60, healthy()).at()).isEqualTo(Seen.AT);
  }

  @Test
  void what_is_not_healthy_at_the_deadline_is_unhealthy() throws InterruptedException {
    Concluded end = recovery(12, broken());
    assertThat(end.verdict()).isEqualTo(Verdict.UNHEALTHY);
    assertThat(end.explanation()).contains("CrashLoopBackOff");
    assertThat(script.elapsed()).isEqualTo(Duration.ofSeconds(12));
  }

  @Test
  void what_cannot_be_seen_at_the_deadline_is_inconclusive() throws InterruptedException {
    assertThat(recovery(12, broken(), broken(), blind()).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void a_verification_that_comes_after_its_time_still_takes_one_look() throws InterruptedException {
    assertThat(recovery(-60, healthy()).looks()).isEqualTo(1);
    assertThat(soak(-60, healthy()).verdict()).isEqualTo(Verdict.HEALTHY);
  }

  @Test
  void nothing_to_look_at_is_not_healthy() throws InterruptedException {
    assertThat(recovery(0, new Look(List.of(), List.of())).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void a_soak_looks_until_its_end() throws InterruptedException {
    Concluded end = soak(60, healthy());
    assertThat(end.verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(end.looks()).isEqualTo(13);
    assertThat(script.elapsed()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void trouble_that_a_second_look_confirms_ends_a_soak_at_once() throws InterruptedException {
    Concluded end = soak(600, healthy(), broken(), broken(), healthy());
    assertThat(end.verdict()).isEqualTo(Verdict.UNHEALTHY);
    assertThat(script.elapsed()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void a_look_without_data_does_not_clear_a_suspicion() throws InterruptedException {
    assertThat(soak(600, healthy(), broken(), blind(), broken(), healthy()).verdict())
        .isEqualTo(Verdict.UNHEALTHY);
  }

  @Test
  void a_single_bad_look_is_forgiven() throws InterruptedException {
    assertThat(soak(60, healthy(), broken(), healthy()).verdict()).isEqualTo(Verdict.HEALTHY);
  }

  @Test
  void a_single_look_without_data_is_tolerated() throws InterruptedException {
    assertThat(soak(5, blind(), healthy()).verdict()).isEqualTo(Verdict.HEALTHY);
  }

  @Test
  void a_soak_that_mostly_saw_nothing_is_inconclusive() throws InterruptedException {
    assertThat(soak(20, healthy(), blind(), blind(), blind(), healthy()).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void a_soak_needs_fresh_evidence_at_its_end() throws InterruptedException {
    assertThat(soak(10, healthy(), healthy(), blind(), blind()).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(soak(10, healthy(), healthy(), blind(), healthy()).verdict())
        .isEqualTo(Verdict.HEALTHY);
  }

  @Test
  void trouble_at_the_very_end_is_looked_at_once_more() throws InterruptedException {
    assertThat(soak(10, healthy(), healthy(), broken(), broken()).verdict())
        .isEqualTo(Verdict.UNHEALTHY);
    assertThat(soak(10, healthy(), healthy(), broken(), healthy()).verdict())
        .isEqualTo(Verdict.HEALTHY);
  }

  @Test
  void only_changes_of_the_picture_are_told() throws InterruptedException {
    soak(60, healthy(), healthy(), blind(), healthy());
    assertThat(script.progress())
        .extracting(told -> told.measurements().getFirst().verdict())
        .containsExactly(Verdict.HEALTHY, Verdict.INCONCLUSIVE, Verdict.HEALTHY);
  }

  @Test
  void changes_are_told_once_a_second_at_most() throws InterruptedException {
    var fast =
        new Verification.Soak(
            APPLICATION,
            ROLLBACK,
            List.of(),
            List.of(),
            Duration.ofMillis(100),
            Seen.AT.plusSeconds(3));
    run(fast, healthy(), blind(), healthy(), blind(), healthy(), blind(), healthy());
    assertThat(script.progress().size()).isBetween(1, 3);
    assertThat(script.progress().getFirst().at()).isEqualTo(Seen.AT);
  }

  @Test
  void a_conclusion_carries_the_measurements_of_the_last_look() throws InterruptedException {
    assertThat(recovery(60, healthy()).measurements())
        .extracting(Measurement::check)
        .containsExactly("rollout deployment/app", "pods deployment/app");
  }

  @Test
  void a_release_is_watched_from_when_it_is_healthy_to_the_end() throws InterruptedException {
    Concluded end = watch(broken(), blind(), healthy());

    assertThat(end.phase()).isEqualTo(Phase.WATCH);
    assertThat(end.verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(end.looks()).isEqualTo(13);
    assertThat(end.explanation()).contains("11 looks");
    assertThat(script.elapsed()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void a_release_that_never_settles_is_unhealthy() throws InterruptedException {
    Concluded end = watch(broken());

    assertThat(end.verdict()).isEqualTo(Verdict.UNHEALTHY);
    assertThat(script.elapsed()).isEqualTo(SETTLING);
  }

  @Test
  void a_release_that_cannot_be_seen_is_neither_good_nor_bad() throws InterruptedException {
    assertThat(watch(blind()).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(script.elapsed()).isEqualTo(SETTLING);
  }

  @Test
  void a_release_that_breaks_after_it_was_healthy_is_unhealthy_once_confirmed()
      throws InterruptedException {
    assertThat(watch(healthy(), broken(), healthy()).verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(watch(healthy(), broken(), broken()).verdict()).isEqualTo(Verdict.UNHEALTHY);
    assertThat(script.elapsed()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void what_could_not_be_seen_while_it_settled_is_not_counted() throws InterruptedException {
    assertThat(watch(blind(), blind(), blind(), healthy()).verdict()).isEqualTo(Verdict.HEALTHY);
  }

  @Test
  void a_release_that_is_replaced_is_not_judged() throws InterruptedException {
    Concluded end = watch(healthy(), healthy(), replaced());

    assertThat(end.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(end.explanation()).contains("replaced");
    assertThat(script.elapsed()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void a_watch_that_comes_too_late_to_see_half_of_it_proves_nothing() throws InterruptedException {
    assertThat(watchFrom(34, healthy()).verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(watchFrom(46, healthy()).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(watchFrom(500, healthy()).looks()).isEqualTo(1);
  }

  @Test
  void every_outcome_carries_the_round_of_its_verification() throws InterruptedException {
    var third =
        new Verification.AwaitRecovery(
            APPLICATION,
            ROLLBACK,
            List.of(),
            List.of(),
            INTERVAL,
            Seen.AT.plusSeconds(60),
            Optional.of(3));

    assertThat(run(third, broken(), healthy()).round()).contains(3);
    assertThat(script.told()).extracting(VerificationOutcome::round).containsOnly(Optional.of(3));
  }

  @Test
  void what_is_unhealthy_tells_its_cause_and_nothing_else_does() throws InterruptedException {
    assertThat(recovery(12, broken()).cause()).contains(Cause.BAD);
    assertThat(soak(60, broken()).cause()).contains(Cause.BAD);
    assertThat(recovery(12, broken(), healthy()).cause()).isEmpty();
    assertThat(recovery(12, broken(), broken(), blind()).cause()).isEmpty();
  }

  private Concluded watch(Look... looks) throws InterruptedException {
    return watchFrom(0, looks);
  }

  /** Settles by 20 s, ends at 60 s; begun so many seconds late. */
  private Concluded watchFrom(long late, Look... looks) throws InterruptedException {
    Instant meant = Seen.AT.minusSeconds(late);
    return run(
        new Verification.WatchRelease(
            APPLICATION,
            ROLLBACK,
            List.of(),
            List.of(),
            INTERVAL,
            meant.plus(SETTLING),
            meant.plusSeconds(60)),
        looks);
  }

  private Concluded recovery(long seconds, Look... looks) throws InterruptedException {
    return run(Script.recovery(INTERVAL, seconds), looks);
  }

  private Concluded soak(long seconds, Look... looks) throws InterruptedException {
    return run(Script.soak(INTERVAL, seconds), looks);
  }

  private Concluded run(Verification verification, Look... looks) throws InterruptedException {
    return script.play(verification, looks);
  }
}
