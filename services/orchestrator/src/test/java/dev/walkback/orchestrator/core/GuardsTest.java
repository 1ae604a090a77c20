package dev.walkback.orchestrator.core;

import static dev.walkback.orchestrator.core.Stories.BAD_BACKEND;
import static dev.walkback.orchestrator.core.World.ask;
import static dev.walkback.orchestrator.core.World.fleet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.audit.AuditEntry.HumanNeeded;
import dev.walkback.events.audit.AuditEntry.HumanNeeded.Reason;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.events.execution.ExecutionOutcome.Refusal;
import dev.walkback.events.guard.GuardAnswer;
import dev.walkback.events.guard.GuardRequest;
import dev.walkback.events.policy.FleetPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GuardsTest {

  private static final ApplicationId FLEET = ApplicationId.EVERYTHING;
  private static final ApplicationId LOCK = ApplicationId.resource("orders-db");

  @Test
  void a_rollback_asks_its_locks_before_the_fleet_and_one_after_the_other() {
    Saga saga =
        Saga.by(World.guarded(rails -> rails.locks("orders-db")))
            .fleetIs(FleetPolicy.DEFAULT)
            .suspect("Errors", BAD_BACKEND);

    assertThat(saga.guardRequests()).extracting(GuardRequest::application).containsExactly(LOCK);
    assertThat(saga.executions()).isEmpty();
    saga.granted(LOCK);
    assertThat(saga.guardRequests()).extracting(GuardRequest::application).containsExactly(FLEET);
    saga.granted(FLEET);
    assertThat(saga.executions()).hasSize(1);
  }

  @Test
  void leave_is_given_back_when_the_application_is_healthy() {
    Saga saga =
        Stories.waitingForAGuard()
            .granted(LOCK)
            .done(World.BACK_BACKEND)
            .concluded(
                dev.walkback.events.verification.VerificationOutcome.Phase.RECOVERY,
                dev.walkback.events.verification.Verdict.HEALTHY);

    assertThat(saga.guardRequests())
        .containsExactly(new GuardRequest.GiveBack(LOCK, World.SHOP, World.idOf("Errors")));
  }

  @Test
  void leave_is_given_back_however_a_rollback_ends() {
    assertThat(Stories.waitingForAGuard().abort("eve").guardRequests()).hasSize(1);
    assertThat(Stories.waitingForAGuard().timeOut().guardRequests()).hasSize(1);
    assertThat(Stories.waitingForAGuard().granted(LOCK).refused(World.BACK_BACKEND).guardRequests())
        .hasSize(1);
  }

  @Test
  void who_is_stuck_gives_back_what_he_has_written_nothing_under() {
    Saga saga = underWay().refused(World.BACK_BACKEND, Refusal.FORBIDDEN, "not yours");

    assertThat(saga.live().phase()).isEqualTo(Phase.AWAITING_HUMAN);
    assertThat(saga.guardRequests()).containsExactly(givenBack(LOCK), givenBack(FLEET));
  }

  @Test
  void who_may_have_written_before_somebody_released_keeps_his_locks() {
    Saga saga =
        underWay().refused(World.BACK_BACKEND, Refusal.LIVE_CONTENT_CHANGED, "released since");

    assertThat(saga.guardRequests()).containsExactly(givenBack(FLEET));
  }

  @Test
  void who_is_stuck_with_something_written_keeps_its_locks_and_gives_its_slot_back() {
    Saga saga =
        underWay()
            .done(World.BACK_BACKEND)
            .concluded(
                dev.walkback.events.verification.VerificationOutcome.Phase.RECOVERY,
                dev.walkback.events.verification.Verdict.UNHEALTHY);

    assertThat(saga.live().phase()).isEqualTo(Phase.AWAITING_HUMAN);
    assertThat(saga.guardRequests()).containsExactly(givenBack(FLEET));
  }

  @Test
  void who_tries_again_asks_again() {
    Saga saga =
        underWay().refused(World.BACK_BACKEND, Refusal.FORBIDDEN, "not yours").retry("grace");

    assertThat(saga.executions()).isEmpty();
    assertThat(saga.guardRequests())
        .singleElement()
        .isInstanceOf(GuardRequest.Ask.class)
        .extracting(GuardRequest::application)
        .isEqualTo(LOCK);
  }

  @Test
  void who_is_held_in_the_middle_gives_its_slot_back_and_asks_again() {
    Saga saga = underWay().refused(World.BACK_BACKEND, Refusal.HELD, "held by ada");

    assertThat(saga.live().phase()).isEqualTo(Phase.WAITING);
    assertThat(saga.guardRequests()).containsExactly(givenBack(LOCK), givenBack(FLEET));
    assertThat(saga.timeOut().guardRequests()).singleElement().isInstanceOf(GuardRequest.Ask.class);
  }

  /** Its steps are on their way, under a lock and in a slot of the fleet; operators may help. */
  private static Saga underWay() {
    return Saga.by(World.guarded(rails -> rails.locks("orders-db").patience(Duration.ofHours(12))))
        .fleetIs(FleetPolicy.DEFAULT)
        .suspect("Errors", BAD_BACKEND)
        .granted(LOCK)
        .granted(FLEET);
  }

  private static GuardRequest.GiveBack givenBack(ApplicationId guard) {
    return new GuardRequest.GiveBack(guard, World.SHOP, World.idOf("Errors"));
  }

  @Test
  void whoever_never_gets_leave_calls_a_human() {
    assertThat(Stories.waitingForAGuard().timeOut().lastEntry(HumanNeeded.class).reason())
        .isEqualTo(Reason.NO_PERMIT);
  }

  @Test
  void a_lock_is_held_by_one() {
    Saga lock = Saga.of(LOCK).asked(on(LOCK, ask("shop"))).asked(on(LOCK, ask("blog")));

    assertThat(lock.guardAnswers()).singleElement().isInstanceOf(GuardAnswer.Queued.class);
  }

  @Test
  void who_asked_first_is_next() {
    Saga lock =
        Saga.of(LOCK)
            .asked(on(LOCK, ask("shop")))
            .asked(on(LOCK, ask("blog")))
            .asked(on(LOCK, ask("cart")))
            .asked(back(LOCK, "shop"));

    assertThat(lock.guardAnswers())
        .singleElement()
        .isInstanceOf(GuardAnswer.Granted.class)
        .extracting(answer -> answer.application().name())
        .isEqualTo("blog");
  }

  @Test
  void asking_twice_is_asking_once() {
    Saga lock = Saga.of(LOCK).asked(on(LOCK, ask("shop"))).asked(on(LOCK, ask("shop")));

    assertThat(lock.guardAnswers()).singleElement().isInstanceOf(GuardAnswer.Granted.class);
    assertThat(lock.state().guard().holders()).hasSize(1);
  }

  @Test
  void giving_back_twice_changes_nothing() {
    Saga lock =
        Saga.of(LOCK)
            .asked(on(LOCK, ask("shop")))
            .asked(back(LOCK, "shop"))
            .asked(back(LOCK, "shop"));

    assertThat(lock.last().isEmpty()).isTrue();
  }

  @Test
  void the_fleet_has_so_many_slots() {
    Saga guard = Saga.of(FLEET).fleetIs(fleet(2)).asked(ask("a")).asked(ask("b"));

    assertThat(guard.state().guard().holders()).hasSize(2);
  }

  @Test
  void too_many_applications_at_once_are_a_storm_and_get_no_leave() {
    Saga guard = Saga.of(FLEET).fleetIs(fleet(9)).asked(ask("a")).asked(ask("b")).asked(ask("c"));

    assertThat(guard.guardAnswers()).singleElement().isInstanceOf(GuardAnswer.Storm.class);
    assertThat(guard.state().guard().holders()).hasSize(2);
  }

  @Test
  void what_people_agreed_to_passes_the_storm() {
    Saga guard = Saga.of(FLEET).fleetIs(fleet(9)).asked(ask("a")).asked(ask("b"));
    GuardRequest.Ask third = ask("c");

    guard.asked(
        new GuardRequest.Ask(third.application(), third.requester(), third.rollbackId(), true));

    assertThat(guard.guardAnswers()).singleElement().isInstanceOf(GuardAnswer.Granted.class);
  }

  @Test
  void a_storm_is_over_when_its_window_is() {
    Saga guard =
        Saga.of(FLEET)
            .fleetIs(fleet(9))
            .asked(ask("a"))
            .asked(ask("b"))
            .pass(Duration.ofMinutes(11))
            .asked(ask("c"));

    assertThat(guard.guardAnswers()).singleElement().isInstanceOf(GuardAnswer.Granted.class);
  }

  @Test
  void in_a_storm_people_are_asked() {
    Saga saga =
        Stories.waitingForAGuard()
            .answered(new GuardAnswer.Storm(World.SHOP, LOCK, World.idOf("Errors"), "six at once"));

    assertThat(saga.live().phase()).isEqualTo(Phase.AWAITING_APPROVAL);
    assertThat(saga.guardRequests()).singleElement().isInstanceOf(GuardRequest.GiveBack.class);
  }

  @Test
  void an_answer_that_nobody_waits_for_changes_nothing() {
    Saga saga = Stories.rollingBack().granted(LOCK);

    assertThat(saga.last().isEmpty()).isTrue();
  }

  private static GuardRequest.Ask on(ApplicationId guard, GuardRequest.Ask ask) {
    return new GuardRequest.Ask(guard, ask.requester(), ask.rollbackId(), ask.approved());
  }

  private static GuardRequest.GiveBack back(ApplicationId guard, String name) {
    return new GuardRequest.GiveBack(guard, ask(name).requester(), ask(name).rollbackId());
  }
}
