package dev.walkback.orchestrator.core;

import dev.walkback.events.audit.OperatorEntry;
import dev.walkback.events.audit.OperatorEntry.AbortAsked;
import dev.walkback.events.audit.OperatorEntry.Acknowledged;
import dev.walkback.events.audit.OperatorEntry.ApprovalGiven;
import dev.walkback.events.audit.OperatorEntry.BoxTicked;
import dev.walkback.events.audit.OperatorEntry.HoldLifted;
import dev.walkback.events.audit.OperatorEntry.HoldPlaced;
import dev.walkback.events.audit.OperatorEntry.PlanShown;
import dev.walkback.events.audit.OperatorEntry.RetryAsked;
import dev.walkback.events.audit.OperatorEntry.RollbackRejected;
import dev.walkback.events.audit.OperatorEntry.SoakEndAsked;
import dev.walkback.events.audit.OperatorEntry.SoakExtended;
import dev.walkback.events.audit.OperatorEntry.StandingCorrected;
import dev.walkback.events.audit.OperatorEntry.StepSkipped;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.orchestrator.core.Rollback.AwaitingApproval;
import dev.walkback.orchestrator.core.Rollback.RollingBack;
import dev.walkback.orchestrator.core.Rollback.Soaking;
import dev.walkback.orchestrator.core.Rollback.Stuck;
import java.time.Instant;
import java.util.Optional;

/** How an operator's command changes what is known. The command is remembered each time. */
final class OperatorFold {

  private OperatorFold() {}

  static ApplicationState evolve(ApplicationState state, OperatorEntry entry, Instant at) {
    ApplicationState changed =
        switch (entry) {
          case ApprovalGiven e -> approved(state, e, at);
          case RollbackRejected e -> {
            AwaitingApproval live = Moves.expect(state, AwaitingApproval.class, e);
            yield Endings.objected(
                Endings.ended(state, live, Phase.REJECTED, at), live, e.trigger(), at);
          }
          case AbortAsked e -> aborting(state, e, at);
          case RetryAsked e -> state.with(told(Moves.expect(state, Stuck.class, e), e, at));
          case StepSkipped e -> skipped(state, e, at);
          case Acknowledged e -> acknowledged(state, e, at);
          case BoxTicked e -> ticked(state, e, at);
          case SoakExtended e -> extended(state, e, at);
          case SoakEndAsked e -> state.with(told(Moves.expect(state, Soaking.class, e), e, at));
          case HoldPlaced e -> state.withHold(Optional.of(e.hold()));
          case HoldLifted _ -> state.withHold(Optional.empty());
          case StandingCorrected e -> corrected(state, e, at);
          case PlanShown _ -> state.withDryRun(Optional.empty());
        };
    return changed.with(changed.memory().remembering(entry.trigger().id(), at));
  }

  /** Whether no rollback's status changes by it. */
  static boolean isBesideRollbacks(OperatorEntry entry) {
    return switch (entry) {
      case HoldPlaced _, HoldLifted _, StandingCorrected _, PlanShown _ -> true;
      case ApprovalGiven _,
          RollbackRejected _,
          AbortAsked _,
          RetryAsked _,
          StepSkipped _,
          Acknowledged _,
          BoxTicked _,
          SoakExtended _,
          SoakEndAsked _ ->
          false;
    };
  }

  private static ApplicationState approved(ApplicationState state, ApprovalGiven e, Instant at) {
    AwaitingApproval live = Moves.expect(state, AwaitingApproval.class, e);
    Course course = live.course();
    if (!course.settled().digest().equals(e.plan())) {
      throw Moves.illegal(state, e);
    }
    return state.with(
        told(live, e, at).with(course.with(course.approvals().plus(e.trigger().name()))));
  }

  private static ApplicationState aborting(ApplicationState state, AbortAsked e, Instant at) {
    Rollback live = Moves.live(state, e);
    return live instanceof RollingBack rolling
        ? state.with(told(rolling.aborting(e.trigger()), e, at))
        : Endings.objected(state.with(told(live, e, at)), live, e.trigger(), at);
  }

  private static ApplicationState skipped(ApplicationState state, StepSkipped e, Instant at) {
    Stuck live = Moves.expect(state, Stuck.class, e);
    return state.with(told(Skipping.without(live, e.step(), e.trigger().text()), e, at));
  }

  /** Of the rollback that is in trouble, or of one that ended in trouble. */
  private static ApplicationState acknowledged(ApplicationState state, Acknowledged e, Instant at) {
    Memory memory = state.memory();
    String by = e.trigger().name();
    if (state.live().filter(now -> now.id().equals(e.rollback())).isPresent()) {
      return state
          .with(told(Moves.expect(state, Stuck.class, e), e, at))
          .with(memory.withTakenOver(e.rollback(), by));
    }
    return state.with(
        memory.acknowledged(e.rollback(), by).orElseThrow(() -> Moves.illegal(state, e)));
  }

  /** The box and nothing else: where the rollback stands, or how it ended, is the same. */
  private static ApplicationState ticked(ApplicationState state, BoxTicked e, Instant at) {
    Checklist boxes =
        state
            .boxesOf(e.rollback())
            .filter(checklist -> checklist.of(e.box()).mayBeTicked())
            .map(checklist -> checklist.ticked(e.box(), e.trigger(), at))
            .orElseThrow(() -> Moves.illegal(state, e));
    Memory memory = state.memory();
    return state
        .live()
        .map(live -> state.with(live.with(live.story().marked(boxes))))
        .orElseGet(() ->
            state.with(
                memory.withEnding(memory.ending().map(ending -> ending.with(boxes.marks())))));
  }

  private static ApplicationState extended(ApplicationState state, SoakExtended e, Instant at) {
    Soaking live = Moves.expect(state, Soaking.class, e);
    Soaking longer =
        new Soaking(
            live.story().soakingUntil(e.until()),
            live.course().looking(e.round()),
            live.expected(),
            e.until());
    return state.with(told(longer, e, at));
  }

  private static ApplicationState corrected(
      ApplicationState state, StandingCorrected e, Instant at) {
    Ledger ledger =
        state
            .memory()
            .ledger()
            .marking(
                e.template(),
                Optional.empty(),
                e.standing(),
                "%s says so: %s".formatted(e.trigger().name(), e.trigger().text()),
                at);
    return state.with(state.memory().with(ledger));
  }

  private static Rollback told(Rollback live, OperatorEntry e, Instant at) {
    return live.with(live.story().told(Headlines.of(e, at)));
  }
}
