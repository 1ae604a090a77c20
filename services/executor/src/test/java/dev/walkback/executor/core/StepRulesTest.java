package dev.walkback.executor.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Revision;
import dev.walkback.events.RollbackId;
import dev.walkback.events.Target;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.execution.Execution.RollBackOwner;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.events.execution.ExecutionOutcome.Refusal;
import dev.walkback.events.hold.Hold;
import dev.walkback.events.plan.OwnerTarget;
import dev.walkback.events.plan.WayBack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StepRulesTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final WorkloadRef BACKEND =
      new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop", "backend");
  private static final ContentDigest GOOD = ContentDigest.of("good");
  private static final ContentDigest BAD = ContentDigest.of("bad");
  private static final ContentDigest NEWER = ContentDigest.of("newer");
  private static final RollBackWorkload STEP =
      new RollBackWorkload(
          new ApplicationId("shop", "shop"),
          new RollbackId("rb-0123456789ab"),
          "roll-back-1",
          NOW.plusSeconds(30),
          new Target(BACKEND, 1, GOOD, BAD),
          7,
          Duration.ZERO);
  private static final StepRules RULES = new StepRules(new Scope(List.of()));
  private static final Brake FREE = new Brake.Released();
  private static final Brake PULLED =
      new Brake.Pulled(
          ApplicationId.EVERYTHING,
          new Hold("ada", "the network is down", NOW.minusSeconds(5), Optional.empty()));

  @Test
  void a_target_that_the_cluster_remembers_is_applied() {
    assertThat(decide(live(BAD)))
        .isEqualTo(
            new StepDecision.Apply(
                new PatchPlan(GOOD, 1, new RollbackId("rb-0123456789ab"), "roll-back-1", 7)));
  }

  @Test
  void a_target_that_moved_to_another_number_is_applied_under_that() {
    var facts = facts(BAD, false, new Revision(9, GOOD, List.of(), NOW), revision(8, BAD));

    assertThat(decide(new Sighting.Present(facts, OptionalLong.empty())))
        .isInstanceOfSatisfying(
            StepDecision.Apply.class, apply -> assertThat(apply.plan().revision()).isEqualTo(9));
  }

  @Test
  void a_live_target_needs_no_write_whoever_wrote_it() {
    assertThat(decide(live(GOOD))).isEqualTo(new StepDecision.AlreadyLive(1));
  }

  @Test
  void a_live_target_is_a_fact_after_the_deadline_too() {
    assertThat(RULES.decide(live(GOOD), FREE, STEP, NOW.plusSeconds(60)))
        .isEqualTo(new StepDecision.AlreadyLive(1));
  }

  @Test
  void a_step_is_not_begun_after_its_deadline() {
    assertRefused(
        RULES.decide(live(BAD), FREE, STEP, NOW.plusSeconds(30)), Refusal.DEADLINE_PASSED);
  }

  @Test
  void somebody_elses_release_is_not_undone() {
    assertRefused(decide(live(NEWER)), Refusal.LIVE_CONTENT_CHANGED);
  }

  @Test
  void a_step_that_wrote_before_does_not_undo_who_released_the_same_bad_content_again() {
    assertRefused(decide(fenced(7)), Refusal.LIVE_CONTENT_CHANGED);
  }

  @Test
  void a_revision_of_the_right_number_but_other_content_is_no_target() {
    var facts = facts(BAD, false, revision(1, NEWER), revision(2, BAD));

    assertRefused(decide(new Sighting.Present(facts, OptionalLong.empty())), Refusal.TARGET_GONE);
  }

  @Test
  void a_paused_workload_is_refused() {
    var facts = facts(BAD, true, revision(1, GOOD), revision(2, BAD));

    assertRefused(decide(new Sighting.Present(facts, OptionalLong.empty())), Refusal.PAUSED);
  }

  @Test
  void a_newer_rollback_fences_an_older_one_off() {
    assertRefused(decide(fenced(8)), Refusal.FENCED);
  }

  @Test
  void an_older_fence_lets_pass() {
    assertThat(decide(fenced(6))).isInstanceOf(StepDecision.Apply.class);
  }

  @Test
  void a_namespace_out_of_scope_is_refused_whatever_is_there() {
    var rules = new StepRules(new Scope(List.of("other")));

    assertRefused(rules.decide(live(GOOD), FREE, STEP, NOW), Refusal.OUT_OF_SCOPE);
  }

  @Test
  void a_workload_that_is_not_there_is_refused() {
    assertRefused(decide(new Sighting.Missing()), Refusal.WORKLOAD_MISSING);
  }

  @Test
  void a_cluster_that_refuses_us_is_not_asked_again() {
    assertRefused(decide(new Sighting.Forbidden("no")), Refusal.FORBIDDEN);
  }

  @Test
  void an_unreachable_cluster_is_tried_again_until_the_deadline() {
    var unreachable = new Sighting.Unreachable("down");

    assertThat(decide(unreachable)).isEqualTo(new StepDecision.RetryLater("down"));
    assertRefused(
        RULES.decide(unreachable, FREE, STEP, NOW.plusSeconds(30)), Refusal.DEADLINE_PASSED);
  }

  @Test
  void a_hold_refuses_a_write_and_says_whose_it_is() {
    var decision = RULES.decide(live(BAD), PULLED, STEP, NOW);

    assertRefused(decision, Refusal.HELD);
    assertThat(((StepDecision.Refuse) decision).explanation())
        .contains("shop/shop", "ada", "*/*", "2026-11-24T09:59:55Z", "the network is down");
  }

  @Test
  void a_live_target_is_a_fact_under_a_hold_too() {
    assertThat(RULES.decide(live(GOOD), PULLED, STEP, NOW))
        .isEqualTo(new StepDecision.AlreadyLive(1));
  }

  @Test
  void holds_that_are_not_known_let_nothing_pass_until_the_deadline() {
    var unknown = new Brake.Unknown("the broker is away");

    assertThat(RULES.decide(live(BAD), unknown, STEP, NOW))
        .isEqualTo(new StepDecision.RetryLater("the broker is away"));
    assertRefused(
        RULES.decide(live(BAD), unknown, STEP, NOW.plusSeconds(30)), Refusal.DEADLINE_PASSED);
  }

  @Test
  void an_approval_counts_until_its_end() {
    var step = approvedUntil(NOW.plusSeconds(1));

    assertThat(RULES.decide(live(BAD), FREE, step, NOW)).isInstanceOf(StepDecision.Apply.class);
  }

  @Test
  void an_approval_that_ended_refuses_a_write() {
    var decision = RULES.decide(live(BAD), FREE, approvedUntil(NOW), NOW);

    assertRefused(decision, Refusal.APPROVAL_EXPIRED);
    assertThat(((StepDecision.Refuse) decision).explanation()).contains("bob, eve");
  }

  @Test
  void a_live_target_needs_no_approval() {
    assertThat(RULES.decide(live(GOOD), FREE, approvedUntil(NOW), NOW))
        .isEqualTo(new StepDecision.AlreadyLive(1));
  }

  @ParameterizedTest
  @EnumSource(WayBack.class)
  void no_owner_can_be_asked(WayBack way) {
    var step =
        new RollBackOwner(
            STEP.application(),
            STEP.rollbackId(),
            "roll-back-argo",
            STEP.deadline(),
            way,
            new OwnerTarget("argocd", "shop", "4"),
            List.of(STEP.target()),
            7,
            Duration.ZERO,
            Optional.empty());

    assertRefused(RULES.decide(step), Refusal.WAY_UNAVAILABLE);
  }

  private static RollBackWorkload approvedUntil(Instant until) {
    return new RollBackWorkload(
        STEP.application(),
        STEP.rollbackId(),
        STEP.step(),
        STEP.deadline(),
        STEP.target(),
        STEP.fence(),
        Duration.ZERO,
        Optional.of(
            new Execution.Approved(ContentDigest.of("plan"), List.of("bob", "eve"), until)));
  }

  private static StepDecision decide(Sighting sighting) {
    return RULES.decide(sighting, FREE, STEP, NOW);
  }

  private static Sighting live(ContentDigest live) {
    return new Sighting.Present(
        facts(live, false, revision(1, GOOD), revision(2, BAD)), OptionalLong.empty());
  }

  private static Sighting fenced(long fence) {
    return new Sighting.Present(
        facts(BAD, false, revision(1, GOOD), revision(2, BAD)), OptionalLong.of(fence));
  }

  private static WorkloadFacts facts(ContentDigest live, boolean paused, Revision... revisions) {
    return new WorkloadFacts(BACKEND, live, NOW, Optional.empty(), paused, List.of(revisions));
  }

  private static Revision revision(long number, ContentDigest template) {
    return new Revision(number, template, List.of("shop:" + number), NOW);
  }

  private static void assertRefused(StepDecision decision, Refusal reason) {
    assertThat(decision)
        .isInstanceOfSatisfying(
            StepDecision.Refuse.class,
            refusal -> {
              assertThat(refusal.reason()).isEqualTo(reason);
              assertThat(refusal.explanation()).doesNotContain("%");
            });
  }
}
