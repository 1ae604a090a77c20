package dev.walkback.verifier.core;

import static dev.walkback.events.verification.Verdict.HEALTHY;
import static dev.walkback.events.verification.Verdict.INCONCLUSIVE;
import static dev.walkback.events.verification.Verdict.UNHEALTHY;
import static dev.walkback.verifier.core.Seen.AT;
import static dev.walkback.verifier.core.Seen.BAD;
import static dev.walkback.verifier.core.Seen.GOOD;
import static dev.walkback.verifier.core.Seen.pod;
import static dev.walkback.verifier.core.Seen.ready;
import static dev.walkback.verifier.core.Seen.running;
import static dev.walkback.verifier.core.Seen.seen;
import static dev.walkback.verifier.core.Seen.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.WorkloadKind;
import dev.walkback.events.verification.Measurement;
import dev.walkback.verifier.core.Seen.Counters;
import dev.walkback.workloads.PodFacts;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodCheckTest {

  @Test
  void ready_pods_are_healthy() {
    assertThat(measured(ready("a"), ready("b")).observed()).isEqualTo("2 of 2 ready");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"CrashLoopBackOff", "ImagePullBackOff", "ErrImagePull", "CreateContainerError"})
  void a_pod_that_waits_for_a_reason_that_means_trouble_is_unhealthy_though_it_is_running(
      String reason) {
    Measurement measured = measured(ready("a"), pod("b", GOOD, false, waiting(reason, 3)));
    assertThat(measured.verdict()).isEqualTo(UNHEALTHY);
    assertThat(measured.observed())
        .isEqualTo("1 of 2 ready: b " + reason + " (Error, exit code 1)");
  }

  @Test
  void a_pod_that_is_not_ready_is_unhealthy() {
    assertThat(measured(ready("a"), pod("b", GOOD, false, running(0))).verdict())
        .isEqualTo(UNHEALTHY);
  }

  @Test
  void pods_that_leave_ended_or_are_of_other_content_are_not_held_against_it() {
    PodFacts crashing = pod("c", GOOD, false, waiting("CrashLoopBackOff", 9));
    assertThat(
            measured(
                    ready("a"),
                    ready("b"),
                    Seen.leaving(crashing),
                    Seen.ended(crashing),
                    pod("d", BAD, false, waiting("CrashLoopBackOff", 9)))
                .verdict())
        .isEqualTo(HEALTHY);
  }

  @Test
  void ready_pods_of_other_content_prove_nothing() {
    assertThat(measured(ready("a"), pod("b", BAD, true, running(0))).observed())
        .isEqualTo("1 of 2 ready");
  }

  @Test
  void no_pods_asked_for_prove_nothing() {
    var look = Seen.of(WorkloadKind.DEPLOYMENT, seen(Counters.done().desired(0)));
    assertThat(PodCheck.measure(look, Restarts.UNWATCHED, Leniency.NONE, AT).verdict())
        .isEqualTo(INCONCLUSIVE);
  }

  @Test
  void restarts_before_watching_do_not_count() {
    assertThat(measured(ready("a"), pod("b", GOOD, true, running(7))).verdict()).isEqualTo(HEALTHY);
  }

  @Test
  void one_restart_while_watched_is_held_against_it_for_one_look() {
    Restarts watched = Restarts.UNWATCHED.after(restarted(7));
    assertThat(verdict(restarted(8), watched)).isEqualTo("1 restarted");
    assertThat(verdict(restarted(8), watched.after(restarted(8)))).isEqualTo("healthy");
  }

  @Test
  void a_second_restart_is_a_loop_however_slow_unless_it_is_forgiven() {
    Restarts watched =
        Restarts.UNWATCHED.after(restarted(0)).after(restarted(1)).after(restarted(2));
    assertThat(verdict(restarted(2), watched)).isEqualTo("2 restarted");
    Look steady = runningSince(2, AT.minusSeconds(60));
    assertThat(verdict(steady, watched.forgiving(steady, AT))).isEqualTo("healthy");
    Look young = runningSince(2, AT.minusSeconds(59));
    assertThat(verdict(young, watched.forgiving(young, AT))).isEqualTo("2 restarted");
  }

  @Test
  void a_pod_that_appears_while_watched_begins_at_no_restarts() {
    Restarts watched =
        Restarts.UNWATCHED.after(Seen.look(seen(Counters.done(), ready("a"), ready("c"))));
    assertThat(verdict(restarted(1), watched)).isEqualTo("1 restarted");
  }

  @Test
  void a_look_without_data_forgets_nothing() {
    Restarts watched = Restarts.UNWATCHED.after(restarted(0)).after(Seen.blind());
    assertThat(verdict(restarted(1), watched)).isEqualTo("1 restarted");
  }

  private static Look restarted(int times) {
    return Seen.look(seen(Counters.done(), ready("a"), pod("b", GOOD, true, running(times))));
  }

  private static Look runningSince(int times, Instant since) {
    return Seen.look(
        seen(Counters.done(), ready("a"), pod("b", GOOD, true, running(times, since))));
  }

  private static String verdict(Look look, Restarts restarts) {
    Measurement measured =
        PodCheck.measure(look.workloads().getFirst(), restarts, Leniency.NONE, AT);
    return measured.verdict() == HEALTHY
        ? "healthy"
        : measured.observed().replaceAll(".*b restarted (\\d+) times.*", "$1 restarted");
  }

  private static Measurement measured(PodFacts... pods) {
    return PodCheck.measure(
        Seen.of(WorkloadKind.DEPLOYMENT, seen(Counters.done(), pods)),
        Restarts.UNWATCHED,
        Leniency.NONE,
        AT);
  }
}
