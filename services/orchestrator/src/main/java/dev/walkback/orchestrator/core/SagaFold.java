package dev.walkback.orchestrator.core;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.events.audit.SagaEntry;
import dev.walkback.events.audit.SagaEntry.ApprovalAwaited;
import dev.walkback.events.audit.SagaEntry.ApprovalsVoid;
import dev.walkback.events.audit.SagaEntry.AttemptLeft;
import dev.walkback.events.audit.SagaEntry.AttemptStarted;
import dev.walkback.events.audit.SagaEntry.BudgetExceeded;
import dev.walkback.events.audit.SagaEntry.BudgetWarned;
import dev.walkback.events.audit.SagaEntry.HelpWanted;
import dev.walkback.events.audit.SagaEntry.OwnerStepSucceeded;
import dev.walkback.events.audit.SagaEntry.PermitReceived;
import dev.walkback.events.audit.SagaEntry.RecheckStarted;
import dev.walkback.events.audit.SagaEntry.RollbackAborted;
import dev.walkback.events.audit.SagaEntry.TargetGivenUp;
import dev.walkback.events.audit.SagaEntry.WaitStarted;
import dev.walkback.orchestrator.core.Rollback.AwaitingApproval;
import dev.walkback.orchestrator.core.Rollback.RollingBack;
import dev.walkback.orchestrator.core.Rollback.Soaking;
import dev.walkback.orchestrator.core.Rollback.Stuck;
import dev.walkback.orchestrator.core.Rollback.Surveying;
import dev.walkback.orchestrator.core.Rollback.Verifying;
import dev.walkback.orchestrator.core.Rollback.Waiting;
import dev.walkback.orchestrator.core.Steps.Fate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How the moves between plan and end change a rollback. */
final class SagaFold {

  private SagaFold() {}

  static ApplicationState evolve(ApplicationState state, SagaEntry entry, Instant at) {
    return switch (entry) {
      case ApprovalAwaited e -> approvalAwaited(state, e, at);
      case ApprovalsVoid e -> {
        Surveying live = Moves.expect(state, Surveying.class, e);
        Course course = live.course();
        yield state.with(told(live, e, at).with(course.with(course.approvals().none())));
      }
      case RecheckStarted e -> {
        AwaitingApproval live = Moves.expect(state, AwaitingApproval.class, e);
        Course course = live.course();
        yield state.with(
            new Surveying(
                telling(live, e, at).entered(Phase.SURVEYING, at),
                course.with(course.approvals().rechecked())));
      }
      case WaitStarted e -> waiting(state, e, at);
      case PermitReceived e -> {
        Waiting live = Moves.expect(state, Waiting.class, e);
        yield state.with(live.withoutMissing(e.guard()).with(telling(live, e, at)));
      }
      case AttemptStarted e -> attempting(state, e, at);
      case OwnerStepSucceeded e -> ownerStepSucceeded(state, e, at);
      case AttemptLeft e -> {
        RollingBack live = Moves.expect(state, RollingBack.class, e);
        yield nextAttempt(state, live, live.course().nextWay(), e, at);
      }
      case TargetGivenUp e -> givenUp(state, e, at);
      case HelpWanted e -> stuck(state, e, at);
      case RollbackAborted e -> Endings.aborted(state, e, at);
      case BudgetWarned e -> budget(state, e, Budget.Stage.WARNED, at);
      case BudgetExceeded e -> budget(state, e, Budget.Stage.EXCEEDED, at);
    };
  }

  private static ApplicationState approvalAwaited(
      ApplicationState state, ApprovalAwaited e, Instant at) {
    Rollback live = Moves.live(state, e);
    return switch (live) {
      case Waiting _, RollingBack _ -> {
        // Nobody holds a slot while somebody thinks.
        Course course = live.course().withoutPermits();
        yield state.with(
            new AwaitingApproval(
                telling(live, e, at).entered(Phase.AWAITING_APPROVAL, at),
                course.with(course.approvals().asked(e.approvers(), e.until(), e.why())),
                e.until()));
      }
      case Surveying _, AwaitingApproval _, Verifying _, Soaking _, Stuck _ ->
          throw Moves.illegal(state, e);
    };
  }

  private static ApplicationState waiting(ApplicationState state, WaitStarted e, Instant at) {
    Rollback live = Moves.live(state, e);
    Course course = e.guards().isEmpty() ? live.course().resting() : live.course();
    return switch (live) {
      case Waiting _, RollingBack _, Stuck _ ->
          state.with(
              new Waiting(
                  telling(live, e, at).entered(Phase.WAITING, at),
                  course.asking(e.guards()),
                  e.guards(),
                  e.heldBy(),
                  e.until()));
      case Surveying _, AwaitingApproval _, Verifying _, Soaking _ -> throw Moves.illegal(state, e);
    };
  }

  private static ApplicationState attempting(ApplicationState state, AttemptStarted e, Instant at) {
    Waiting live = Moves.expect(state, Waiting.class, e);
    Course course = live.course();
    boolean legal =
        live.missing().isEmpty()
            && e.attempt() == course.attempt()
            && e.round() == course.round() + 1
            && e.fence() >= state.memory().fence();
    if (!legal) {
      throw Moves.illegal(state, e);
    }
    return state
        .with(state.memory().withFence(e.fence()))
        .with(Moves.sending(telling(live, e, at), course.sent(e.round(), e.fence()), at));
  }

  private static ApplicationState ownerStepSucceeded(
      ApplicationState state, OwnerStepSucceeded e, Instant at) {
    RollingBack live = Moves.expect(state, RollingBack.class, e);
    var targets = live.steps().find(e.step()).map(Steps.Step::targets).orElse(List.of());
    return Moves.leaving(state, targets, live.id(), at)
        .with(
            live.with(live.steps().ended(e.step(), Fate.SUCCEEDED, Optional.empty(), ""))
                .with(live.story().ownerStepSucceeded(e, at)));
  }

  private static ApplicationState givenUp(ApplicationState state, TargetGivenUp e, Instant at) {
    Rollback live = Moves.live(state, e);
    return switch (live) {
      case Verifying _, Soaking _ -> {
        Ledger ledger = state.memory().ledger();
        for (ContentDigest template : e.quarantined()) {
          ledger =
              ledger.quarantining(
                  template, Optional.empty(), "Unhealthy as well, found by " + live.id(), at);
        }
        yield nextAttempt(
            state.with(state.memory().with(ledger)), live, live.course().nextRelease(), e, at);
      }
      case Surveying _, AwaitingApproval _, Waiting _, RollingBack _, Stuck _ ->
          throw Moves.illegal(state, e);
    };
  }

  private static ApplicationState nextAttempt(
      ApplicationState state, Rollback live, Optional<Integer> next, SagaEntry e, Instant at) {
    Course course = live.course().attempting(next.orElseThrow(() -> Moves.illegal(state, e)));
    Story story = telling(live, e, at).planned(course.current().targets());
    return state.with(new Waiting(story, course, List.of(), Optional.empty(), at));
  }

  private static ApplicationState stuck(ApplicationState state, HelpWanted e, Instant at) {
    Rollback live = Moves.live(state, e);
    boolean legal =
        switch (live) {
          case RollingBack _, Verifying _, Soaking _ -> live.humanReasons().contains(e.reason());
          case Surveying _, AwaitingApproval _, Waiting _, Stuck _ -> false;
        };
    if (!legal) {
      throw Moves.illegal(state, e);
    }
    return state.with(
        new Stuck(
            telling(live, e, at).entered(Phase.AWAITING_HUMAN, at),
            live.course().resting(),
            e.reason(),
            e.explanation(),
            Moves.stepsOf(live),
            Moves.expectedOf(live),
            e.until()));
  }

  private static ApplicationState budget(
      ApplicationState state, SagaEntry e, Budget.Stage stage, Instant at) {
    Rollback live = Moves.live(state, e);
    Course course = live.course();
    if (course.budget().stage().compareTo(stage) >= 0) {
      throw Moves.illegal(state, e);
    }
    return state.with(told(live, e, at).with(course.with(course.budget().at(stage))));
  }

  private static Rollback told(Rollback live, SagaEntry e, Instant at) {
    return live.with(telling(live, e, at));
  }

  private static Story telling(Rollback live, SagaEntry e, Instant at) {
    return live.story().told(Headlines.of(e, at));
  }
}
