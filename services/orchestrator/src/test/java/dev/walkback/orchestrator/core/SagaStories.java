package dev.walkback.orchestrator.core;

import static dev.walkback.orchestrator.core.Stories.BAD_BACKEND;
import static dev.walkback.orchestrator.core.World.BACKEND;
import static dev.walkback.orchestrator.core.World.BACK_BACKEND;
import static dev.walkback.orchestrator.core.World.BACK_SHOP;
import static dev.walkback.orchestrator.core.World.NOON;
import static dev.walkback.orchestrator.core.World.V1;
import static dev.walkback.orchestrator.core.World.V3;
import static dev.walkback.orchestrator.core.World.facts;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.audit.Box;
import dev.walkback.events.execution.ExecutionOutcome.Refusal;
import dev.walkback.events.guard.GuardAnswer;
import dev.walkback.events.release.Standing;
import dev.walkback.events.suspicion.Scenario;
import dev.walkback.events.suspicion.Suspicion;
import dev.walkback.events.suspicion.Suspicion.TriggerStale;
import dev.walkback.events.verification.Verdict;
import dev.walkback.events.verification.VerificationOutcome.Phase;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Stories with people, guards, holds, ladders and trouble in them. */
final class SagaStories {

  private static final ApplicationId LOCK = ApplicationId.resource("orders-db");

  private SagaStories() {}

  static Map<String, Saga> all() {
    Map<String, Saga> all = new LinkedHashMap<>();
    all.putAll(everywhere());
    all.putAll(people());
    all.putAll(guards());
    all.putAll(ladders());
    all.putAll(trouble());
    return all;
  }

  /** What may happen in any state. */
  private static Map<String, Saga> everywhere() {
    Map<String, Saga> all = new LinkedHashMap<>();
    Stories.inEveryState()
        .forEach((name, state) -> {
          all.put("joined while " + name, state.get().suspect("More", BAD_BACKEND));
          all.put("suppressed while " + name, stale(state.get()));
          all.put("aborted while " + name, aborted(state));
          all.put("late while " + name, late(state.get()));
          all.put("ticked while " + name, state.get().tick("grace", Box.STATUS_PAGE_UPDATED));
        });
    all.put("ticked at rest", Stories.healthy().tick("grace", Box.POST_MORTEM_SCHEDULED));
    all.put("suppressed at rest", stale(Stories.healthy()));
    return all;
  }

  private static Saga aborted(Supplier<Saga> state) {
    return state.get().abort("mallory");
  }

  private static Saga stale(Saga saga) {
    return saga.suspect(new TriggerStale(World.SHOP, World.alert("Stale"), "It began yesterday"));
  }

  private static Saga late(Saga saga) {
    boolean budgeted =
        saga.timers().keySet().stream().anyMatch(t -> t.kind() == TimerName.Kind.BUDGET);
    return budgeted ? saga.fire(TimerName.Kind.BUDGET_WARNING).fire(TimerName.Kind.BUDGET) : saga;
  }

  private static Map<String, Saga> people() {
    Map<String, Saga> all = new LinkedHashMap<>();
    all.put("approved", approved().surveyed(BAD_BACKEND).done(BACK_BACKEND));
    all.put("rejected", Stories.awaitingApproval().reject("eve"));
    all.put("nobody agreed", Stories.awaitingApproval().timeOut());
    all.put("moved while people thought", approved().surveyed(facts(BACKEND, NOON, V1, V3)));
    all.put("gone while people thought", approved().surveyed(facts(BACKEND, NOON, V1)));
    all.put("unreadable after approval", approved().failed("recheck"));
    all.put(
        "approved too long ago",
        approved()
            .surveyed(BAD_BACKEND)
            .refused(BACK_BACKEND, Refusal.APPROVAL_EXPIRED, "too old"));
    Saga moving = Stories.awaitingApproval();
    for (int i = 0; i < 4; i++) {
      moving =
          moving
              .approve("bob")
              .approve("eve")
              .surveyed(facts(BACKEND, NOON, V1, dev.walkback.events.ContentDigest.of("new" + i)));
    }
    all.put("keeps moving", moving);
    return all;
  }

  private static Saga approved() {
    return Stories.awaitingApproval().approve("bob").approve("eve");
  }

  private static Map<String, Saga> guards() {
    Map<String, Saga> all = new LinkedHashMap<>();
    all.put("leave given", Stories.waitingForAGuard().granted(LOCK));
    all.put(
        "queued first",
        Stories.waitingForAGuard()
            .answered(new GuardAnswer.Queued(World.SHOP, LOCK, World.idOf("Errors"), "one before"))
            .granted(LOCK));
    all.put(
        "a storm",
        Stories.waitingForAGuard()
            .answered(
                new GuardAnswer.Storm(World.SHOP, LOCK, World.idOf("Errors"), "six at once")));
    all.put("leave never given", Stories.waitingForAGuard().timeOut());
    all.put("resumed", Stories.held().resumed().timeOut());
    all.put(
        "condemned while it waited",
        Stories.held().marked(V1, Standing.QUARANTINED).resumed().timeOut());
    all.put("held too long", Stories.held().pass(Duration.ofHours(1)).timeOut());
    all.put(
        "held in the middle",
        Stories.rollingBack().refused(BACK_BACKEND, Refusal.HELD, "held by ada"));
    return all;
  }

  private static Map<String, Saga> ladders() {
    Map<String, Saga> all = new LinkedHashMap<>();
    all.put(
        "the first way is down",
        Stories.onTheLadder()
            .refused(BACK_SHOP, Refusal.WAY_UNAVAILABLE, "down")
            .done(BACK_BACKEND + " #2"));
    all.put(
        "both ways are down",
        Stories.onTheLadder()
            .refused(BACK_SHOP, Refusal.WAY_UNAVAILABLE, "down")
            .failed(BACK_BACKEND + " #2"));
    all.put("bad as well", Stories.onTheLadder().ownerDone(BACK_SHOP).concludedBad(Phase.RECOVERY));
    all.put(
        "bad later on",
        Stories.onTheLadder()
            .ownerDone(BACK_SHOP)
            .concluded(Phase.RECOVERY, Verdict.HEALTHY)
            .concludedBad(Phase.SOAK));
    return all;
  }

  private static Map<String, Saga> trouble() {
    Map<String, Saga> all = new LinkedHashMap<>();
    all.put("no operator came to a step", Stories.stuckOnAStep().timeOut());
    all.put("no operator came to a release", Stories.stuckOnHealth().timeOut());
    all.put("aborted on its way", Stories.rollingBack().abort("eve").done(BACK_BACKEND));
    all.put("no steps for it", Saga.by(World.policy(BACKEND)).suspect(schemaMoved()));
    all.put("tried again", Stories.stuckOnAStep().retry("grace").done(BACK_BACKEND + " #2"));
    all.put("looked at again", Stories.stuckOnHealth().retry("grace"));
    all.put("went on without", Stories.stuckOnAStep().skip("grace", BACK_BACKEND));
    all.put("taken over", Stories.stuckOnAStep().acknowledge("grace"));
    all.put("taken over in time", Stories.stuckOnHealth().acknowledge("grace"));
    all.put("taken over at the end", Stories.ended().acknowledge("grace"));
    all.put(
        "watched for longer",
        Stories.soaking().extendSoak("grace", NOON.plus(Duration.ofHours(2))));
    all.put("watched long enough", Stories.soaking().endSoak("grace"));
    all.putAll(patientTrouble());
    return all;
  }

  private static Suspicion.ReleaseSuspected schemaMoved() {
    return new Suspicion.ReleaseSuspected(
        World.SHOP,
        World.alert("Database errors"),
        Scenario.DATABASE_MIGRATION,
        NOON.minus(Duration.ofHours(1)),
        List.of(BAD_BACKEND));
  }

  /** The same troubles with an operator to wait for. */
  private static Map<String, Saga> patientTrouble() {
    Map<String, Saga> all = new LinkedHashMap<>();
    Supplier<Saga> rolling = () -> Stories.patient().suspect("Errors", BAD_BACKEND);
    Supplier<Saga> verifying = () -> rolling.get().done(BACK_BACKEND);
    Supplier<Saga> soaking = () -> verifying.get().concluded(Phase.RECOVERY, Verdict.HEALTHY);
    Saga two =
        Saga.by(
            World.policy(BACKEND, World.FRONTEND)
                .guardedBy(Rails.DEFAULT.patience(Duration.ofMinutes(10)).guardrails()));
    all.put(
        "stuck: partly executed",
        two.suspect("Errors", BAD_BACKEND, Stories.BAD_FRONTEND)
            .done(World.BACK_FRONTEND)
            .refused(BACK_BACKEND));
    all.put("stuck: silent executor", rolling.get().timeOut());
    all.put("stuck: silent verifier", verifying.get().timeOut());
    all.put("stuck: unclear", verifying.get().concluded(Phase.RECOVERY, Verdict.INCONCLUSIVE));
    all.put("stuck: silent in the soak", soaking.get().timeOut());
    all.put(
        "stuck: unclear in the soak", soaking.get().concluded(Phase.SOAK, Verdict.INCONCLUSIVE));
    all.put("stuck: relapsed", soaking.get().concluded(Phase.SOAK, Verdict.UNHEALTHY));
    return all;
  }
}
