package dev.walkback.orchestrator.core;

import static dev.walkback.orchestrator.core.Stories.BAD_BACKEND;
import static dev.walkback.orchestrator.core.Stories.BAD_FRONTEND;
import static dev.walkback.orchestrator.core.World.BACKEND;
import static dev.walkback.orchestrator.core.World.BACK_BACKEND;
import static dev.walkback.orchestrator.core.World.BACK_FRONTEND;
import static dev.walkback.orchestrator.core.World.FRONTEND;
import static dev.walkback.orchestrator.core.World.V2;
import static dev.walkback.orchestrator.core.World.V3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.Target;
import dev.walkback.events.audit.AuditEntry.HumanNeeded;
import dev.walkback.events.audit.AuditEntry.HumanNeeded.Reason;
import dev.walkback.events.audit.AuditEntry.RollbackSucceeded;
import dev.walkback.events.audit.Box;
import dev.walkback.events.audit.Mark;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.execution.ExecutionOutcome.Refusal;
import dev.walkback.events.plan.WayBack;
import dev.walkback.events.release.Standing;
import dev.walkback.events.verification.Verdict;
import dev.walkback.events.verification.Verification.Expected;
import dev.walkback.events.verification.VerificationOutcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An operator leaves a step out: its workload stays as it is, to the end. */
class SkippingTest {

  /** Frontend goes from V3 to V2, backend from V2 to V1. */
  private static Saga two(Rails rails) {
    return Saga.by(World.policy(BACKEND, FRONTEND).guardedBy(rails.guardrails()))
        .suspect("Errors", BAD_BACKEND, BAD_FRONTEND);
  }

  private static Saga bothRefused() {
    return two(Rails.DEFAULT.patience(Duration.ofMinutes(10)))
        .refused(BACK_BACKEND)
        .refused(BACK_FRONTEND, Refusal.LIVE_CONTENT_CHANGED, "Somebody released");
  }

  private static Saga frontendSkippedThenHealthy() {
    return bothRefused()
        .skip("grace", BACK_FRONTEND)
        .retry("grace")
        .done(BACK_BACKEND + " #2")
        .concluded(VerificationOutcome.Phase.RECOVERY, Verdict.HEALTHY)
        .pass(Duration.ofMinutes(15))
        .concluded(VerificationOutcome.Phase.SOAK, Verdict.HEALTHY);
  }

  @Test
  void a_retry_does_not_send_what_was_skipped() {
    Saga saga = bothRefused().skip("grace", BACK_FRONTEND).retry("grace");

    assertThat(saga.executions()).extracting(Execution::step).containsExactly(BACK_BACKEND + " #2");
  }

  @Test
  void nothing_is_expected_of_what_was_skipped() {
    Saga saga =
        bothRefused().skip("grace", BACK_FRONTEND).retry("grace").done(BACK_BACKEND + " #2");

    assertThat(saga.verifications())
        .singleElement()
        .satisfies(look ->
            assertThat(look.workloads()).extracting(Expected::workload).containsExactly(BACKEND));
  }

  @Test
  void what_was_skipped_is_neither_left_nor_proven() {
    Saga saga = frontendSkippedThenHealthy();

    assertThat(saga.lastEntry(RollbackSucceeded.class).quarantined()).containsExactly(V2);
    assertThat(saga.state().memory().ledger().standing(V3)).isEqualTo(Standing.OBSERVED);
  }

  @Test
  void the_end_claims_only_what_was_done() {
    Saga saga = frontendSkippedThenHealthy();

    Mark executed =
        saga.status().checklist().stream()
            .filter(mark -> mark.box() == Box.ROLLBACK_EXECUTED)
            .findFirst()
            .orElseThrow();
    assertThat(executed.note()).contains("backend").doesNotContain("frontend");
    assertThat(saga.status().plan()).extracting(Target::workload).containsExactly(BACKEND);
    assertThat(saga.state().memory().last().orElseThrow().targets())
        .extracting(Target::workload)
        .containsExactly(BACKEND);
  }

  @Test
  void where_every_step_was_skipped_a_human_takes_over() {
    Saga saga = Stories.stuckOnAStep().skip("grace", BACK_BACKEND);

    assertThat(saga.lastEntry(HumanNeeded.class).reason()).isEqualTo(Reason.STEP_REFUSED);
    assertThat(saga.lastEntry(HumanNeeded.class).explanation()).contains("Every step was skipped");
    assertThat(saga.verifications()).isEmpty();
    assertThat(saga.state().memory().ledger().isQuarantined(V2)).isFalse();
    assertThat(saga.state().memory().last().orElseThrow().awaitsAcknowledgement()).isTrue();
  }

  @Test
  void an_owner_that_would_write_what_was_skipped_is_not_asked() {
    Saga saga =
        Saga.by(
                World.policy(BACKEND, FRONTEND)
                    .guardedBy(
                        Rails.DEFAULT
                            .ladder(WayBack.WORKLOAD, WayBack.HELM)
                            .patience(Duration.ofMinutes(10))
                            .guardrails()))
            .suspect(World.owned("Errors", BAD_BACKEND, BAD_FRONTEND))
            .refused(BACK_BACKEND)
            .refused(BACK_FRONTEND)
            .skip("grace", BACK_FRONTEND)
            .retry("grace")
            .refused(BACK_BACKEND + " #2", Refusal.FORBIDDEN, "may not");

    assertThat(saga.executions()).isEmpty();
    assertThat(saga.live().phase()).isEqualTo(Phase.AWAITING_HUMAN);
  }
}
