package dev.walkback.orchestrator.core;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.audit.AuditEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A decision in the making. What is put on record takes effect on the state at once, so that a rule
 * sees what the rules before it did; the state goes when the decision is made. What a move leaves
 * behind is cleared away here and nowhere else: the timer of the phase that is over, and at the end
 * of a rollback its other timers and whatever its guards gave.
 */
final class Draft {

  private final Instant now;
  private final Context context;
  private final List<AuditEntry> entries = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private ApplicationState state;

  Draft(ApplicationState state, Context context, Instant now) {
    this.state = state;
    this.context = context;
    this.now = now;
  }

  ApplicationState state() {
    return state;
  }

  ApplicationId application() {
    return state.application();
  }

  Optional<Rollback> live() {
    return state.live();
  }

  Context context() {
    return context;
  }

  Instant now() {
    return now;
  }

  /** The hold that is in force for the application, whatever its scope. */
  Optional<String> heldBy() {
    return state
        .holdAt(now)
        .map(own -> new Context.Held(state.application(), own))
        .or(() -> context.held().filter(held -> held.hold().holdsAt(now)))
        .map(Context.Held::explanation);
  }

  void record(AuditEntry entry) {
    ApplicationState before = state;
    state = Fold.evolve(before, entry, now);
    entries.add(entry);
    Cleanup.after(before, state).forEach(this::effect);
  }

  void effect(Effect effect) {
    effects.add(effect);
  }

  Decision decision() {
    return new Decision(entries, effects);
  }
}
