package dev.walkback.events.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.Target;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.suspicion.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanTest {

  private static final WorkloadRef BACKEND =
      new WorkloadRef(WorkloadKind.DEPLOYMENT, "production", "backend");
  private static final ContentDigest GOOD = ContentDigest.of("good");
  private static final ContentDigest BAD = ContentDigest.of("bad");
  private static final OwnerTarget OWNER = new OwnerTarget("argocd", "backend", "17");
  private static final Plan PLAN =
      plan(Scenario.BAD_DEPLOYMENT, attempt(WayBack.ARGO_CD, 0, OWNER, 41, GOOD));

  /** Each differs from the plan in one thing. */
  static Stream<Plan> others() {
    return Stream.of(
        plan(Scenario.CONFIGURATION, attempt(WayBack.ARGO_CD, 0, OWNER, 41, GOOD)),
        plan(Scenario.BAD_DEPLOYMENT, attempt(WayBack.HELM, 0, OWNER, 41, GOOD)),
        plan(Scenario.BAD_DEPLOYMENT, attempt(WayBack.ARGO_CD, 1, OWNER, 41, GOOD)),
        plan(Scenario.BAD_DEPLOYMENT, attempt(WayBack.ARGO_CD, 0, owner("16"), 41, GOOD)),
        plan(Scenario.BAD_DEPLOYMENT, attempt(WayBack.ARGO_CD, 0, OWNER, 40, GOOD)),
        plan(
            Scenario.BAD_DEPLOYMENT,
            attempt(WayBack.ARGO_CD, 0, OWNER, 41, ContentDigest.of("better"))),
        plan(
            Scenario.BAD_DEPLOYMENT,
            attempt(WayBack.ARGO_CD, 0, OWNER, 41, GOOD),
            attempt(WayBack.ARGO_CD, 0, OWNER, 41, GOOD)));
  }

  @Test
  void the_same_attempts_have_the_same_digest_always_and_everywhere() {
    assertThat(PLAN.digest())
        .isEqualTo(
            plan(Scenario.BAD_DEPLOYMENT, attempt(WayBack.ARGO_CD, 0, OWNER, 41, GOOD)).digest());
  }

  @ParameterizedTest
  @MethodSource("others")
  void whatever_would_be_done_otherwise_changes_the_digest(Plan other) {
    assertThat(other.digest()).isNotEqualTo(PLAN.digest());
  }

  @Test
  void the_words_for_people_and_the_number_of_approvers_do_not_change_the_digest() {
    Plan explained =
        Plan.of(
            PLAN.scenario(),
            PLAN.attempts(),
            List.of(new PlanLine("deployment/backend", "back to 41", "verified")),
            2);

    assertThat(explained.digest()).isEqualTo(PLAN.digest());
  }

  @Test
  void a_plan_goes_first_where_its_first_attempt_goes() {
    assertThat(PLAN.firstTargets()).containsExactly(new Target(BACKEND, 41, GOOD, BAD));
  }

  @Test
  void a_plan_that_does_nothing_is_none() {
    assertThatThrownBy(() -> plan(Scenario.BAD_DEPLOYMENT))
        .hasMessage("Expected a plan with an attempt, but it has none");
    assertThatThrownBy(() -> new Attempt(WayBack.HELM, 0, Optional.empty(), List.of()))
        .hasMessage("Expected an attempt with a target, but it has none");
  }

  private static Plan plan(Scenario scenario, Attempt... attempts) {
    return Plan.of(scenario, List.of(attempts), List.of(), 0);
  }

  private static Attempt attempt(
      WayBack way, int furtherBack, OwnerTarget owner, long revision, ContentDigest to) {
    return new Attempt(
        way, furtherBack, Optional.of(owner), List.of(new Target(BACKEND, revision, to, BAD)));
  }

  private static OwnerTarget owner(String revision) {
    return new OwnerTarget("argocd", "backend", revision);
  }
}
