package dev.walkback.orchestrator.core;

import dev.walkback.events.Target;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditEntry.HumanNeeded;
import dev.walkback.events.audit.AuditEntry.Observed;
import dev.walkback.events.audit.AuditEntry.RecoveryAwaited;
import dev.walkback.events.audit.AuditEntry.RollbackFailed;
import dev.walkback.events.audit.AuditEntry.RollbackStarted;
import dev.walkback.events.audit.AuditEntry.RollbackSucceeded;
import dev.walkback.events.audit.AuditEntry.SoakStarted;
import dev.walkback.events.audit.AuditEntry.StepNotTaken;
import dev.walkback.events.audit.AuditEntry.StepSucceeded;
import dev.walkback.events.audit.AuditEntry.TargetsResolved;
import dev.walkback.events.audit.AuditEntry.TriggerJoined;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed;
import dev.walkback.events.audit.GuardEntry;
import dev.walkback.events.audit.LedgerEntry;
import dev.walkback.events.audit.OperatorEntry;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.events.audit.SagaEntry;
import dev.walkback.events.plan.WorkloadContent;
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

/**
 * The one way to change state: by what is on record. Folding an application's audit again gives the
 * same state, and does nothing else. An entry that is no legal move is a bug and throws.
 */
public final class Fold {

  private Fold() {}

  public static ApplicationState evolve(ApplicationState state, AuditEntry entry, Instant at) {
    ApplicationState moved = moved(state, entry, at);
    return entry.endsRollback() ? ended(moved, status(state, moved, entry, at)) : moved;
  }

  /** The state after an entry, and what people see of it: both by one fold. */
  public static After after(ApplicationState before, AuditEntry entry, Instant at) {
    ApplicationState moved = moved(before, entry, at);
    Optional<RollbackStatus> status = status(before, moved, entry, at);
    return new After(entry.endsRollback() ? ended(moved, status) : moved, status);
  }

  /**
   * What an entry leads to.
   *
   * @param status where the rollback that the entry belongs to stands after it; empty if it belongs
   *     to none
   */
  public record After(ApplicationState state, Optional<RollbackStatus> status) {}

  /** Where the rollback that the entry belongs to stands after it; empty if it belongs to none. */
  public static Optional<RollbackStatus> statusAfter(
      ApplicationState before, AuditEntry entry, Instant at) {
    return after(before, entry, at).status();
  }

  private static ApplicationState ended(ApplicationState moved, Optional<RollbackStatus> status) {
    return moved.with(moved.memory().withEnding(status));
  }

  private static ApplicationState moved(ApplicationState state, AuditEntry entry, Instant at) {
    return switch (entry) {
      case RollbackStarted e -> started(state, e, at);
      case TargetsResolved e -> resolved(state, e, at);
      case StepSucceeded e -> stepSucceeded(state, e, at);
      case StepNotTaken e -> stepNotTaken(state, e);
      case RecoveryAwaited e -> awaited(state, e, at);
      case Observed e -> observed(state, e, at);
      case SoakStarted e -> soaking(state, Moves.expect(state, Verifying.class, entry), e, at);
      case RollbackSucceeded e -> Endings.succeeded(state, e, at);
      case RollbackFailed _ -> {
        Moves.expect(state, Surveying.class, entry);
        yield state.withoutLive();
      }
      case HumanNeeded e -> Endings.handedOver(state, e, at);
      case TriggerJoined e -> joined(state, e, at);
      case TriggerSuppressed e -> suppressed(state, e, at);
      case SagaEntry e -> SagaFold.evolve(state, e, at);
      case OperatorEntry e -> OperatorFold.evolve(state, e, at);
      case LedgerEntry e -> LedgerFold.evolve(state, e, at);
      case GuardEntry e -> GuardFold.evolve(state, e, at);
    };
  }

  private static Optional<RollbackStatus> status(
      ApplicationState before, ApplicationState after, AuditEntry entry, Instant at) {
    return switch (entry) {
      case TriggerSuppressed _, LedgerEntry _, GuardEntry _ -> Optional.empty();
      case RollbackSucceeded _ -> Endings.status(before, entry, Phase.HEALTHY, at);
      case RollbackFailed _ -> Endings.status(before, entry, Phase.FAILED, at);
      case HumanNeeded _ -> Endings.status(before, entry, Phase.NEEDS_HUMAN, at);
      case SagaEntry.RollbackAborted _ -> Endings.status(before, entry, Phase.ABORTED, at);
      case OperatorEntry.RollbackRejected _ -> Endings.status(before, entry, Phase.REJECTED, at);
      case OperatorEntry e when OperatorFold.isBesideRollbacks(e) -> Optional.empty();
      case OperatorEntry.BoxTicked _ ->
          after.live().map(StatusView::of).or(() -> after.memory().ending());
      case RollbackStarted _,
          TargetsResolved _,
          StepSucceeded _,
          StepNotTaken _,
          RecoveryAwaited _,
          Observed _,
          SoakStarted _,
          TriggerJoined _,
          SagaEntry _,
          OperatorEntry _ ->
          after.live().map(StatusView::of);
    };
  }

  private static ApplicationState started(ApplicationState state, RollbackStarted e, Instant at) {
    if (state.live().isPresent() || e.fence() <= state.memory().fence()) {
      throw Moves.illegal(state, e);
    }
    Story story = Story.begin(state.application(), e, at);
    Budget budget = Budget.begin(at, e.policy().rails().budget(story.start().scenario()));
    Memory memory =
        state
            .memory()
            .withFence(e.fence())
            .withEnding(Optional.empty())
            .remembering(e.trigger().id(), at);
    return state
        .with(new Surveying(story, Course.begin(e.fence(), budget)))
        .with(
            switch (e.trigger().origin()) {
              case ALERT -> memory.startedByAlert(at);
              case COMMAND -> memory;
            })
        .withWatch(Optional.empty());
  }

  private static ApplicationState resolved(ApplicationState state, TargetsResolved e, Instant at) {
    Surveying surveying = Moves.expect(state, Surveying.class, e);
    List<WorkloadContent> baseline =
        e.facts().stream().map(f -> new WorkloadContent(f.workload(), f.live())).toList();
    Ledger ledger = state.memory().ledger();
    ApplicationState learnt =
        state.with(state.memory().with(ledger.plus(Ledger.observed(e.facts(), ledger, at))));
    List<Target> targets = surveying.course().withoutSkipped(e.targets());
    Story planned = surveying.story().planned(targets).told(Headlines.of(e, at));
    return learnt.with(
        e.plan()
            .<Rollback>map(plan ->
                new Waiting(
                    planned,
                    surveying.course().settled(plan, baseline),
                    List.of(),
                    Optional.empty(),
                    at))
            .orElseGet(() -> Moves.withoutPlan(surveying, planned, e, at)));
  }

  private static ApplicationState stepSucceeded(
      ApplicationState state, StepSucceeded e, Instant at) {
    RollingBack live = Moves.expect(state, RollingBack.class, e);
    return Moves.leaving(state, List.of(e.target()), live.id(), at)
        .with(
            live.with(live.steps().ended(e.step(), Fate.SUCCEEDED, Optional.empty(), ""))
                .with(live.story().stepSucceeded(e, at)));
  }

  private static ApplicationState stepNotTaken(ApplicationState state, StepNotTaken e) {
    RollingBack live = Moves.expect(state, RollingBack.class, e);
    Fate fate = e.refusal().isPresent() ? Fate.REFUSED : Fate.FAILED;
    Steps steps = live.steps().ended(e.step(), fate, e.refusal(), e.explanation());
    Course course =
        steps.all(Steps.Step::hasWrittenNothing) ? live.course().refusedAsAWhole() : live.course();
    return state.with(live.with(steps).with(course).with(live.story().stepNotTaken(e)));
  }

  private static ApplicationState awaited(ApplicationState state, RecoveryAwaited e, Instant at) {
    Rollback live = Moves.live(state, e);
    Steps steps = Moves.stepsOf(live);
    boolean legal =
        (live instanceof RollingBack || live instanceof Stuck) && steps.all(Steps.Step::isBehindUs);
    if (!legal) {
      throw Moves.illegal(state, e);
    }
    Course course = live.course().looking(e.round().orElse(1));
    Story story = live.story().executed(at).entered(Phase.VERIFYING, at);
    return state.with(new Verifying(story, course, Moves.expectedOf(live), e.deadline()));
  }

  private static ApplicationState observed(ApplicationState state, Observed e, Instant at) {
    Rollback live = Moves.live(state, e);
    return switch (live) {
      case Verifying _, Soaking _ -> state.with(live.with(live.story().observed(e, at)));
      case Surveying _, AwaitingApproval _, Waiting _, RollingBack _, Stuck _ ->
          throw Moves.illegal(state, e);
    };
  }

  private static ApplicationState soaking(
      ApplicationState state, Verifying verifying, SoakStarted e, Instant at) {
    Story story = verifying.story().soaking(e, at).entered(Phase.SOAKING, at);
    Course course = verifying.course();
    return state.with(
        new Soaking(
            story,
            course.withoutPermits().with(course.budget().at(Budget.Stage.MET)),
            verifying.expected(),
            e.until()));
  }

  private static ApplicationState joined(ApplicationState state, TriggerJoined e, Instant at) {
    Rollback live = Moves.live(state, e);
    if (!live.id().equals(e.into())) {
      throw Moves.illegal(state, e);
    }
    return state
        .with(live.with(live.story().joinedByOne()))
        .with(state.memory().remembering(e.trigger().id(), at));
  }

  /** A dry run that got no answer ends by being suppressed, too. */
  private static ApplicationState suppressed(
      ApplicationState state, TriggerSuppressed e, Instant at) {
    return state
        .with(state.memory().remembering(e.trigger().id(), at))
        .withDryRun(state.dryRun().filter(run -> !run.trigger().id().equals(e.trigger().id())));
  }
}
