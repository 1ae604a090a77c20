package dev.walkback.orchestrator.core;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditEntry.HumanNeeded;
import dev.walkback.events.audit.AuditEntry.RollbackSucceeded;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.events.audit.SagaEntry.RollbackAborted;
import dev.walkback.events.plan.WorkloadContent;
import dev.walkback.orchestrator.core.Rollback.AwaitingApproval;
import dev.walkback.orchestrator.core.Rollback.RollingBack;
import dev.walkback.orchestrator.core.Rollback.Soaking;
import dev.walkback.orchestrator.core.Rollback.Stuck;
import dev.walkback.orchestrator.core.Rollback.Surveying;
import dev.walkback.orchestrator.core.Rollback.Verifying;
import dev.walkback.orchestrator.core.Rollback.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is left of a rollback when it has ended. */
final class Endings {

  private Endings() {}

  static ApplicationState succeeded(ApplicationState state, RollbackSucceeded e, Instant at) {
    Rollback live = Moves.live(state, e);
    ApplicationState ended = ended(state, live, Phase.HEALTHY, at);
    Ledger ledger = quarantining(ended.memory().ledger(), e.quarantined(), live, at);
    return switch (live) {
      case Verifying _ -> ended.with(ended.memory().with(ledger));
      case Soaking soaking -> ended.with(ended.memory().with(proven(ledger, soaking, at)));
      case Surveying _, AwaitingApproval _, Waiting _, RollingBack _, Stuck _ ->
          throw Moves.illegal(state, e);
    };
  }

  private static Ledger quarantining(
      Ledger ledger, List<ContentDigest> templates, Rollback live, Instant at) {
    Ledger quarantined = ledger;
    for (ContentDigest template : templates) {
      quarantined =
          quarantined.quarantining(
              template, Optional.empty(), "Rolled away from by " + live.id(), at);
    }
    return quarantined;
  }

  /** Only a soak that was seen to its end proves anything. */
  private static Ledger proven(Ledger ledger, Soaking soaking, Instant at) {
    if (at.isBefore(soaking.until())) {
      return ledger;
    }
    List<WorkloadContent> served =
        soaking.expected().stream()
            .map(expected -> new WorkloadContent(expected.workload(), expected.template()))
            .toList();
    return ledger.verifying(served, "Served well through the soak of " + soaking.id(), at);
  }

  static ApplicationState handedOver(ApplicationState state, HumanNeeded e, Instant at) {
    Rollback live = Moves.live(state, e);
    if (!live.humanReasons().contains(e.reason())) {
      throw Moves.illegal(state, e);
    }
    return ended(state, live, Phase.NEEDS_HUMAN, at);
  }

  /** Whoever asked for it while steps were on their way has said No at the end of them. */
  static ApplicationState aborted(ApplicationState state, RollbackAborted e, Instant at) {
    Rollback live = Moves.live(state, e);
    ApplicationState ended = ended(state, live, Phase.ABORTED, at);
    return live instanceof RollingBack rolling
        ? rolling.abortedBy().map(by -> objected(ended, live, by, at)).orElse(ended)
        : ended;
  }

  static ApplicationState objected(
      ApplicationState state, Rollback live, TriggerSummary by, Instant at) {
    return state.with(state.memory().withObjection(live.id(), at, by.name()));
  }

  static ApplicationState ended(ApplicationState state, Rollback live, Phase phase, Instant at) {
    if (live.story().plan().isEmpty() || live.course().round() == 0) {
      // Nothing was even tried; a mistyped revision must not hold up the next alert. A human's No
      // does, and is remembered where it is said.
      return state.withoutLive();
    }
    Memory memory = state.memory();
    return state
        .withoutLive()
        .with(
            memory.withLast(
                new Memory.Ended(
                    live.id(),
                    at,
                    live.story().plan(),
                    Optional.of(phase),
                    memory.takenOverBy(live.id()))));
  }

  static Optional<RollbackStatus> status(
      ApplicationState before, AuditEntry entry, Phase phase, Instant at) {
    return before
        .live()
        .map(live -> StatusView.of(live.with(live.story().ended(entry, phase, at))));
  }
}
