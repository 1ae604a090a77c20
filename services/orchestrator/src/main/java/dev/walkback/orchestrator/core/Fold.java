package dev.walkback.orchestrator.core;

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
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.orchestrator.core.Rollback.RollingBack;
import dev.walkback.orchestrator.core.Rollback.Soaking;
import dev.walkback.orchestrator.core.Rollback.Surveying;
import dev.walkback.orchestrator.core.Rollback.Verifying;
import java.time.Instant;
import java.util.Optional;

/**
 * The one way to change state: by what is on record. Folding an application's audit again gives the
 * same state, and does nothing else. An entry that is no legal move is a bug and throws.
 */
public final class Fold {

  private Fold() {}

  public static ApplicationState evolve(ApplicationState state, AuditEntry entry, Instant at) {
    return switch (entry) {
      case RollbackStarted e -> started(state, e, at);
      case TargetsResolved e -> state.with(expect(state, Surveying.class, entry).resolved(e, at));
      case StepSucceeded e -> state.with(expect(state, RollingBack.class, entry).succeeded(e, at));
      case StepNotTaken e -> state.with(expect(state, RollingBack.class, entry).notTaken(e));
      case RecoveryAwaited e ->
          state.with(expect(state, RollingBack.class, entry).awaiting(e.deadline(), at));
      case Observed e -> observed(state, e, at);
      case SoakStarted e -> soaking(state, expect(state, Verifying.class, entry), e, at);
      case RollbackSucceeded e -> succeeded(state, e, at);
      case RollbackFailed _ -> {
        expect(state, Surveying.class, entry);
        yield state.withoutLive();
      }
      case HumanNeeded e -> handedOver(state, e, at);
      case TriggerJoined e -> joined(state, e, at);
      case TriggerSuppressed e -> state.with(state.memory().remembering(e.trigger().id(), at));
    };
  }

  /** Where the rollback that the entry belongs to stands after it; empty if it belongs to none. */
  public static Optional<RollbackStatus> statusAfter(
      ApplicationState before, AuditEntry entry, Instant at) {
    return switch (entry) {
      case TriggerSuppressed _ -> Optional.empty();
      case RollbackSucceeded _ -> ended(before, entry, Phase.HEALTHY, at);
      case RollbackFailed _ -> ended(before, entry, Phase.FAILED, at);
      case HumanNeeded _ -> ended(before, entry, Phase.NEEDS_HUMAN, at);
      case RollbackStarted _,
          TargetsResolved _,
          StepSucceeded _,
          StepNotTaken _,
          RecoveryAwaited _,
          Observed _,
          SoakStarted _,
          TriggerJoined _ ->
          evolve(before, entry, at).live().map(rollback -> rollback.story().status());
    };
  }

  private static Optional<RollbackStatus> ended(
      ApplicationState before, AuditEntry entry, Phase phase, Instant at) {
    return before.live().map(rollback -> rollback.story().ended(entry, phase, at).status());
  }

  private static ApplicationState started(ApplicationState state, RollbackStarted e, Instant at) {
    if (state.live().isPresent() || e.fence() <= state.memory().fence()) {
      throw illegal(state, e);
    }
    return state
        .with(new Surveying(Story.begin(state.application(), e, at)))
        .with(state.memory().withFence(e.fence()).remembering(e.trigger().id(), at));
  }

  private static ApplicationState observed(ApplicationState state, Observed e, Instant at) {
    Rollback live = live(state, e);
    return switch (live) {
      case Verifying verifying -> state.with(verifying.with(live.story().observed(e, at)));
      case Soaking soaking -> state.with(soaking.with(live.story().observed(e, at)));
      case Surveying _, RollingBack _ -> throw illegal(state, e);
    };
  }

  private static ApplicationState soaking(
      ApplicationState state, Verifying verifying, SoakStarted e, Instant at) {
    Story story = verifying.story().soaking(e, at).entered(Phase.SOAKING, at);
    return state.with(new Soaking(story, verifying.expected(), e.until()));
  }

  private static ApplicationState succeeded(
      ApplicationState state, RollbackSucceeded e, Instant at) {
    Rollback live = live(state, e);
    return switch (live) {
      case Verifying _, Soaking _ ->
          remembered(state, live, at)
              .with(remembered(state, live, at).memory().quarantining(e.quarantined()));
      case Surveying _, RollingBack _ -> throw illegal(state, e);
    };
  }

  private static ApplicationState handedOver(ApplicationState state, HumanNeeded e, Instant at) {
    Rollback live = live(state, e);
    if (!live.humanReasons().contains(e.reason())) {
      throw illegal(state, e);
    }
    return remembered(state, live, at);
  }

  private static ApplicationState joined(ApplicationState state, TriggerJoined e, Instant at) {
    Rollback live = live(state, e);
    if (!live.id().equals(e.into())) {
      throw illegal(state, e);
    }
    return state
        .with(live.with(live.story().joinedByOne()))
        .with(state.memory().remembering(e.trigger().id(), at));
  }

  private static ApplicationState remembered(ApplicationState state, Rollback live, Instant at) {
    if (live.story().plan().isEmpty()) {
      // Nothing was even tried; a mistyped revision must not hold up the next alert.
      return state.withoutLive();
    }
    return state
        .withoutLive()
        .with(state.memory().withLast(new Memory.Ended(live.id(), at, live.story().plan())));
  }

  private static Rollback live(ApplicationState state, AuditEntry entry) {
    return state.live().orElseThrow(() -> illegal(state, entry));
  }

  private static <R extends Rollback> R expect(
      ApplicationState state, Class<R> type, AuditEntry entry) {
    return state
        .live()
        .filter(type::isInstance)
        .map(type::cast)
        .orElseThrow(() -> illegal(state, entry));
  }

  private static IllegalStateException illegal(ApplicationState state, AuditEntry entry) {
    return new IllegalStateException(
        "Expected a legal move of %s, which is %s, but found %s"
            .formatted(
                state.application(),
                state.live().map(live -> live.phase().toString()).orElse("at rest"),
                entry));
  }
}
