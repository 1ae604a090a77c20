package dev.walkback.verifier.core;

import static dev.walkback.events.WorkloadKind.DAEMON_SET;
import static dev.walkback.events.WorkloadKind.DEPLOYMENT;
import static dev.walkback.events.WorkloadKind.STATEFUL_SET;
import static dev.walkback.events.verification.Verdict.HEALTHY;
import static dev.walkback.events.verification.Verdict.INCONCLUSIVE;
import static dev.walkback.events.verification.Verdict.UNHEALTHY;
import static dev.walkback.verifier.core.Seen.AT;
import static dev.walkback.verifier.core.Seen.BAD;
import static dev.walkback.verifier.core.Seen.readyPods;
import static dev.walkback.verifier.core.Seen.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.WorkloadKind;
import dev.walkback.events.verification.Measurement;
import dev.walkback.verifier.core.Seen.Counters;
import dev.walkback.workloads.Condition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RolloutCheckTest {

  private static final Counters DONE = Counters.done();

  @ParameterizedTest
  @EnumSource
  void what_is_rolled_out_is_healthy(WorkloadKind kind) {
    assertThat(measured(kind, DONE).verdict()).isEqualTo(HEALTHY);
  }

  @ParameterizedTest
  @EnumSource
  void a_status_of_an_older_generation_says_nothing(WorkloadKind kind) {
    assertThat(measured(kind, DONE.observed(4)).observed()).contains("generation 4 of 5");
  }

  @Test
  void a_deployment_needs_all_updated_none_old_and_all_available() {
    assertThat(measured(DEPLOYMENT, DONE.counts(2, 1, 2)).observed()).isEqualTo("1 of 2 updated");
    assertThat(measured(DEPLOYMENT, DONE.counts(3, 2, 2)).observed())
        .isEqualTo("1 old pod still there");
    assertThat(measured(DEPLOYMENT, DONE.counts(2, 2, 1)).observed()).isEqualTo("1 of 2 available");
  }

  @Test
  void a_deployment_past_its_progress_deadline_is_unhealthy() {
    var late = new Condition("Progressing", "False", "ProgressDeadlineExceeded", "");
    assertThat(measured(DEPLOYMENT, DONE.with(late)).verdict()).isEqualTo(UNHEALTHY);
  }

  @Test
  void a_stateful_set_is_done_when_its_revisions_are_one() {
    assertThat(measured(STATEFUL_SET, DONE.current("r1")).verdict()).isEqualTo(UNHEALTHY);
  }

  @Test
  void a_wedged_stateful_set_is_unhealthy() {
    assertThat(measured(STATEFUL_SET, DONE.counts(2, 0, 1).current("r1")).observed())
        .isEqualTo("1 of 2 ready");
  }

  @Test
  void a_partition_asks_only_for_the_pods_above_it() {
    assertThat(measured(STATEFUL_SET, DONE.partition(1, 1)).verdict()).isEqualTo(HEALTHY);
    assertThat(measured(STATEFUL_SET, DONE.partition(1, 0)).verdict()).isEqualTo(UNHEALTHY);
  }

  @Test
  void a_daemon_set_needs_all_updated_and_available() {
    assertThat(measured(DAEMON_SET, DONE.counts(2, 1, 2)).verdict()).isEqualTo(UNHEALTHY);
    assertThat(measured(DAEMON_SET, DONE.counts(2, 2, 1)).verdict()).isEqualTo(UNHEALTHY);
  }

  @Test
  void what_is_replaced_by_hand_is_judged_by_its_pods() {
    Counters byHand = DONE.strategy("OnDelete").current("r1");
    var replaced = Seen.of(STATEFUL_SET, seen(byHand, readyPods(2)));
    assertThat(RolloutCheck.measure(replaced, Leniency.NONE, AT).verdict()).isEqualTo(HEALTHY);
    var old =
        Seen.of(
            STATEFUL_SET, seen(byHand, Seen.ready("a"), Seen.pod("b", BAD, true, Seen.running(0))));
    assertThat(RolloutCheck.measure(old, Leniency.NONE, AT).observed()).contains("1 of 2 replaced");
  }

  @Test
  void content_that_somebody_changed_is_unhealthy_though_all_is_rolled_out() {
    var changed = new Look.Workload.Seen(BAD, false, DONE.state(), List.of(readyPods(2)));
    assertThat(RolloutCheck.measure(Seen.of(DEPLOYMENT, changed), Leniency.NONE, AT).observed())
        .contains("somebody changed it");
  }

  @Test
  void what_cannot_be_read_is_inconclusive_and_what_is_gone_is_unhealthy() {
    var unknown = Seen.of(DEPLOYMENT, new Look.Workload.Unknown("no route"));
    assertThat(RolloutCheck.measure(unknown, Leniency.NONE, AT).verdict()).isEqualTo(INCONCLUSIVE);
    var missing = Seen.of(DEPLOYMENT, new Look.Workload.Missing());
    assertThat(RolloutCheck.measure(missing, Leniency.NONE, AT).verdict()).isEqualTo(UNHEALTHY);
  }

  private static Measurement measured(WorkloadKind kind, Counters counters) {
    return RolloutCheck.measure(Seen.of(kind, seen(counters, readyPods(2))), Leniency.NONE, AT);
  }
}
