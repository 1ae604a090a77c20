package dev.walkback.systemtests.simulation;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.policy.Guardrails;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.orchestrator.core.ApplicationState;
import dev.walkback.orchestrator.core.Chain;
import dev.walkback.orchestrator.core.Course;
import dev.walkback.orchestrator.core.Guard;
import dev.walkback.orchestrator.core.Ledger;
import dev.walkback.orchestrator.core.Memory;
import dev.walkback.orchestrator.core.Rollback;
import dev.walkback.orchestrator.core.Story;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** States that are not quite what they should be. */
final class States {

  private States() {}

  static ApplicationState withoutSeen(ApplicationState state) {
    Memory m = state.memory();
    return with(
        state,
        new Memory(
            m.fence(),
            m.ledger(),
            m.last(),
            m.ending(),
            Map.of(),
            m.starts(),
            m.takenOver(),
            m.objection()));
  }

  static ApplicationState withoutLedger(ApplicationState state) {
    Memory m = state.memory();
    return with(
        state,
        new Memory(
            m.fence(),
            Ledger.EMPTY,
            m.last(),
            m.ending(),
            m.seen(),
            m.starts(),
            m.takenOver(),
            m.objection()));
  }

  /** Neither what went back last nor who did not want to. */
  static ApplicationState withoutLast(ApplicationState state) {
    Memory m = state.memory();
    return with(
        state,
        new Memory(
            m.fence(),
            m.ledger(),
            Optional.empty(),
            m.ending(),
            m.seen(),
            m.starts(),
            m.takenOver(),
            Optional.empty()));
  }

  static ApplicationState withoutStarts(ApplicationState state) {
    Memory m = state.memory();
    return with(
        state,
        new Memory(
            m.fence(),
            m.ledger(),
            m.last(),
            m.ending(),
            m.seen(),
            List.of(),
            m.takenOver(),
            m.objection()));
  }

  static ApplicationState withoutLive(ApplicationState state) {
    return of(state, Optional.empty(), state.memory(), state.chain(), state.guard());
  }

  static ApplicationState withoutHolders(ApplicationState state) {
    Guard guard = new Guard(List.of(), state.guard().queue(), state.guard().wants());
    return of(state, state.live(), state.memory(), state.chain(), guard);
  }

  static ApplicationState withChain(ApplicationState state, long length, ContentDigest last) {
    return of(state, state.live(), state.memory(), new Chain(length, last), state.guard());
  }

  /** A rollback that goes on by another policy. */
  static ApplicationState withPolicy(ApplicationState state, RollbackPolicy policy) {
    return withStart(
        state,
        start ->
            new Story.Start(
                start.id(),
                start.trigger(),
                policy,
                start.toRevision(),
                start.fence(),
                start.at(),
                start.scenario()));
  }

  /** A rollback that takes steps that were refused for steps that were taken. */
  static ApplicationState begunByRefusals(ApplicationState state) {
    Optional<Rollback> changed =
        state.live().map(live -> live.with(begunByRefusals(live.course())));
    return of(state, changed, state.memory(), state.chain(), state.guard());
  }

  private static Course begunByRefusals(Course c) {
    return new Course(
        c.plan(),
        c.baseline(),
        c.attempt(),
        c.round(),
        0,
        c.looks(),
        c.fence(),
        c.approvals(),
        c.permits(),
        c.budget(),
        c.skipped());
  }

  /** A rollback that waits, and heard of no freeze since it was planned. */
  static ApplicationState withoutFreezes(ApplicationState state) {
    return state
        .live()
        .filter(Rollback.Waiting.class::isInstance)
        .map(live -> live.story().start().policy())
        .map(policy -> withPolicy(state, policy.guardedBy(withoutFreezes(policy.rails()))))
        .orElse(state);
  }

  private static Guardrails withoutFreezes(Guardrails rails) {
    return new Guardrails(
        rails.ladder(),
        rails.furtherBack(),
        rails.approvals(),
        rails.maxRollbacks(),
        rails.maxRollbacksWindow(),
        List.of(),
        rails.locks(),
        rails.budgets(),
        rails.patience(),
        rails.waitAtMost());
  }

  /** A rollback that somebody else asked for. */
  static ApplicationState askedForBySomebodyElse(ApplicationState state) {
    return withStart(
        state,
        start -> {
          TriggerSummary asked = start.trigger();
          return new Story.Start(
              start.id(),
              new TriggerSummary(
                  asked.id(),
                  asked.origin(),
                  "somebody else",
                  asked.text(),
                  asked.at(),
                  asked.receivedAt()),
              start.policy(),
              start.toRevision(),
              start.fence(),
              start.at(),
              start.scenario());
        });
  }

  private static ApplicationState withStart(
      ApplicationState state, UnaryOperator<Story.Start> change) {
    Optional<Rollback> changed =
        state.live().map(live -> live.with(withStart(live.story(), change)));
    return of(state, changed, state.memory(), state.chain(), state.guard());
  }

  private static Story withStart(Story story, UnaryOperator<Story.Start> change) {
    return new Story(
        change.apply(story.start()),
        story.plan(),
        story.history(),
        story.checklist(),
        story.headline(),
        story.joined(),
        story.soakUntil(),
        story.seen());
  }

  private static ApplicationState with(ApplicationState state, Memory memory) {
    return of(state, state.live(), memory, state.chain(), state.guard());
  }

  private static ApplicationState of(
      ApplicationState state, Optional<Rollback> live, Memory memory, Chain chain, Guard guard) {
    return new ApplicationState(
        state.application(),
        live,
        memory,
        chain,
        state.watch(),
        state.dryRun(),
        state.hold(),
        guard);
  }
}
