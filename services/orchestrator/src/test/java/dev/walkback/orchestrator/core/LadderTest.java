package dev.walkback.orchestrator.core;

import static dev.walkback.orchestrator.core.World.BACKEND;
import static dev.walkback.orchestrator.core.World.BACK_BACKEND;
import static dev.walkback.orchestrator.core.World.BACK_FRONTEND;
import static dev.walkback.orchestrator.core.World.BACK_SHOP;
import static dev.walkback.orchestrator.core.World.FRONTEND;
import static dev.walkback.orchestrator.core.World.V1;
import static dev.walkback.orchestrator.core.World.V2;
import static dev.walkback.orchestrator.core.World.V3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.Target;
import dev.walkback.events.audit.AuditEntry.HumanNeeded;
import dev.walkback.events.audit.AuditEntry.HumanNeeded.Reason;
import dev.walkback.events.audit.AuditEntry.RollbackSucceeded;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.execution.ExecutionOutcome.Refusal;
import dev.walkback.events.plan.OwnerTarget;
import dev.walkback.events.release.Standing;
import dev.walkback.events.verification.Verdict;
import dev.walkback.events.verification.VerificationOutcome.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LadderTest {

  private static final ContentDigest W1 = ContentDigest.of("w1");
  private static final ContentDigest W2 = ContentDigest.of("w2");

  @Test
  void the_owner_is_asked_first_for_the_revision_that_has_the_content() {
    assertThat(Stories.onTheLadder().executions())
        .singleElement()
        .isInstanceOfSatisfying(
            Execution.RollBackOwner.class,
            step -> {
              assertThat(step.owner()).isEqualTo(new OwnerTarget("production", "shop", "2"));
              assertThat(step.targets()).containsExactly(new Target(BACKEND, 2, V2, V3));
            });
  }

  @Test
  void a_way_that_is_down_gives_way_to_the_next_with_a_higher_fence() {
    Saga saga = Stories.onTheLadder().refused(BACK_SHOP, Refusal.WAY_UNAVAILABLE, "down");

    assertThat(saga.executions())
        .singleElement()
        .isInstanceOfSatisfying(
            Execution.RollBackWorkload.class,
            step -> {
              assertThat(step.target()).isEqualTo(new Target(BACKEND, 2, V2, V3));
              assertThat(step.fence()).isEqualTo(2);
            });
  }

  @Test
  void a_way_that_is_too_slow_gives_way_to_the_next() {
    assertThat(Stories.onTheLadder().timeOut().executions())
        .extracting(Execution::step)
        .containsExactly(BACK_BACKEND + " #2");
  }

  @Test
  void a_late_answer_of_a_way_that_was_left_changes_nothing() {
    Saga saga = Stories.onTheLadder().timeOut().ownerDone(BACK_SHOP);

    assertThat(saga.last().isEmpty()).isTrue();
  }

  @Test
  void where_the_world_is_not_as_planned_no_other_way_is_tried() {
    Saga saga = Stories.onTheLadder().refused(BACK_SHOP, Refusal.LIVE_CONTENT_CHANGED, "somebody");

    assertThat(saga.lastEntry(HumanNeeded.class).reason()).isEqualTo(Reason.STEP_REFUSED);
  }

  @Test
  void when_the_last_way_is_down_a_human_is_called() {
    Saga saga =
        Stories.onTheLadder()
            .refused(BACK_SHOP, Refusal.WAY_UNAVAILABLE, "down")
            .failed(BACK_BACKEND + " #2");

    assertThat(saga.lastEntry(HumanNeeded.class).reason()).isEqualTo(Reason.STEP_TIMED_OUT);
  }

  @Test
  void a_release_that_is_bad_as_well_is_quarantined_and_left_for_the_verified_one_before_it() {
    Saga saga = Stories.onTheLadder().ownerDone(BACK_SHOP).concludedBad(Phase.RECOVERY);

    assertThat(saga.state().memory().ledger().standing(V2)).isEqualTo(Standing.QUARANTINED);
    assertThat(saga.executions())
        .singleElement()
        .isInstanceOfSatisfying(
            Execution.RollBackOwner.class,
            step -> assertThat(step.targets()).containsExactly(new Target(BACKEND, 1, V1, V2)));
  }

  @Test
  void what_has_nowhere_further_to_go_is_kept_and_not_quarantined() {
    Saga saga = twoOfWhichOneGoesFurther().concludedBad(Phase.RECOVERY);

    assertThat(saga.state().memory().ledger().isQuarantined(V2)).isTrue();
    assertThat(saga.state().memory().ledger().isQuarantined(W1)).isFalse();
    assertThat(saga.executions()).extracting(Execution::step).containsExactly(BACK_BACKEND + " #2");
  }

  @Test
  void what_is_kept_is_proven_by_the_soak_of_the_rest() {
    Saga saga =
        twoOfWhichOneGoesFurther()
            .concludedBad(Phase.RECOVERY)
            .done(BACK_BACKEND + " #2")
            .concluded(Phase.RECOVERY, Verdict.HEALTHY)
            .pass(Duration.ofMinutes(15))
            .concluded(Phase.SOAK, Verdict.HEALTHY);

    assertThat(saga.lastEntry(RollbackSucceeded.class).quarantined()).containsExactly(V3, W2, V2);
    assertThat(saga.state().memory().ledger().standing(W1)).isEqualTo(Standing.VERIFIED);
  }

  /** Backend goes from V3 to V2, and has V1 to go on to; frontend goes from W2 to W1. */
  private static Saga twoOfWhichOneGoesFurther() {
    return Saga.by(World.policy(BACKEND, FRONTEND))
        .verified(V1)
        .verified(V2)
        .suspect(
            "Errors",
            World.facts(BACKEND, World.NOON.minusSeconds(60), V1, V2, V3),
            World.facts(FRONTEND, World.NOON.minusSeconds(60), W1, W2))
        .done(BACK_BACKEND)
        .done(BACK_FRONTEND);
  }

  @Test
  void the_end_names_every_release_that_was_left_on_the_way() {
    Saga saga =
        Stories.onTheLadder()
            .ownerDone(BACK_SHOP)
            .concludedBad(Phase.RECOVERY)
            .ownerDone(BACK_SHOP + " #2")
            .concluded(Phase.RECOVERY, Verdict.HEALTHY)
            .concluded(Phase.SOAK, Verdict.HEALTHY);

    assertThat(saga.lastEntry(RollbackSucceeded.class).quarantined()).containsExactly(V3, V2);
  }

  @Test
  void no_more_releases_are_tried_than_the_policy_allows() {
    Saga saga =
        Stories.onTheLadder()
            .ownerDone(BACK_SHOP)
            .concludedBad(Phase.RECOVERY)
            .ownerDone(BACK_SHOP + " #2")
            .concludedBad(Phase.RECOVERY);

    assertThat(saga.lastEntry(HumanNeeded.class).reason()).isEqualTo(Reason.TARGET_UNHEALTHY);
  }

  @Test
  void a_release_that_could_not_run_is_not_left_for_an_older_one() {
    Saga saga =
        Stories.onTheLadder().ownerDone(BACK_SHOP).concluded(Phase.RECOVERY, Verdict.UNHEALTHY);

    assertThat(saga.lastEntry(HumanNeeded.class).reason()).isEqualTo(Reason.TARGET_UNHEALTHY);
    assertThat(saga.state().memory().ledger().standing(V2)).isEqualTo(Standing.VERIFIED);
  }

  @Test
  void only_a_verified_release_is_worth_a_second_try() {
    Saga saga =
        Saga.by(World.policy(BACKEND))
            .suspect("Errors", World.facts(BACKEND, World.NOON, V1, V2, V3))
            .done(BACK_BACKEND)
            .concludedBad(Phase.RECOVERY);

    assertThat(saga.lastEntry(HumanNeeded.class).reason()).isEqualTo(Reason.TARGET_UNHEALTHY);
  }
}
