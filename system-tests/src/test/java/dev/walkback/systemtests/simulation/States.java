package dev.walkback.systemtests.simulation;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.orchestrator.core.ApplicationState;
import dev.walkback.orchestrator.core.Chain;
import dev.walkback.orchestrator.core.Memory;
import dev.walkback.orchestrator.core.Rollback;
import dev.walkback.orchestrator.core.Story;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** States that are not quite what they should be. */
final class States {

  private States() {}

  static ApplicationState withoutSeen(ApplicationState state) {
    Memory memory = state.memory();
    return with(
        state, new Memory(memory.fence(), memory.quarantined(), memory.last(), Map.of()));
  }

  static ApplicationState withoutQuarantine(ApplicationState state) {
    Memory memory = state.memory();
    return with(state, new Memory(memory.fence(), List.of(), memory.last(), memory.seen()));
  }

  static ApplicationState withoutLast(ApplicationState state) {
    Memory memory = state.memory();
    return with(
        state,
        new Memory(memory.fence(), memory.quarantined(), Optional.empty(), memory.seen()));
  }

  static ApplicationState withoutLive(ApplicationState state) {
    return new ApplicationState(
        state.application(), Optional.empty(), state.memory(), state.chain());
  }

  static ApplicationState withChain(ApplicationState state, long length, ContentDigest last) {
    return new ApplicationState(
        state.application(), state.live(), state.memory(), new Chain(length, last));
  }

  /** A rollback that goes on by another policy. */
  static ApplicationState withPolicy(ApplicationState state, RollbackPolicy policy) {
    return state
        .live()
        .map(live ->
            new ApplicationState(
                state.application(),
                Optional.of(live.with(withPolicy(live, policy))),
                state.memory(),
                state.chain()))
        .orElse(state);
  }

  private static Story withPolicy(Rollback live, RollbackPolicy policy) {
    Story story = live.story();
    Story.Start start = story.start();
    return new Story(
        new Story.Start(
            start.id(),
            start.trigger(),
            policy,
            start.toRevision(),
            start.fence(),
            start.at()),
        story.plan(),
        story.history(),
        story.checklist(),
        story.headline(),
        story.joined(),
        story.soakUntil(),
        story.seen());
  }

  private static ApplicationState with(ApplicationState state, Memory memory) {
    return new ApplicationState(state.application(), state.live(), memory, state.chain());
  }
}
