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
import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.events.execution.ExecutionOutcome.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

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
    assertThat(RULES.decide(live(GOOD), STEP, NOW.plusSeconds(60)))
        .isEqualTo(new StepDecision.AlreadyLive(1));
  }

  @Test
  void a_step_is_not_begun_after_its_deadline() {
    assertRefused(RULES.decide(live(BAD), STEP, NOW.plusSeconds(30)), Refusal.DEADLINE_PASSED);
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

    assertRefused(rules.decide(live(GOOD), STEP, NOW), Refusal.OUT_OF_SCOPE);
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
    assertRefused(RULES.decide(unreachable, STEP, NOW.plusSeconds(30)), Refusal.DEADLINE_PASSED);
  }

  private static StepDecision decide(Sighting sighting) {
    return RULES.decide(sighting, STEP, NOW);
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
