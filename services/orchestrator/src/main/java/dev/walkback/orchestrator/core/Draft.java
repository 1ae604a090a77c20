package dev.walkback.orchestrator.core;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditEntry.HumanNeeded;
import dev.walkback.events.audit.AuditEntry.HumanNeeded.Reason;
import dev.walkback.events.verification.Measurement;
import dev.walkback.events.verification.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A decision in the making. What is put on record takes effect on the state at once, so that a rule
 * sees what the rules before it did; the state goes when the decision is made.
 */
final class Draft {

  private final Instant now;
  private final List<AuditEntry> entries = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private ApplicationState state;

  Draft(ApplicationState state, Instant now) {
    this.state = state;
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

  Instant now() {
    return now;
  }

  void record(AuditEntry entry) {
    state = Fold.evolve(state, entry, now);
    entries.add(entry);
  }

  void effect(Effect effect) {
    effects.add(effect);
  }

  /** Stop, and call a human, without anything measured. */
  void callHuman(Rollback from, Reason reason, String explanation) {
    callHuman(from, reason, explanation, Optional.empty(), List.of());
  }

  void callHuman(
      Rollback from,
      Reason reason,
      String explanation,
      Optional<Verdict> verdict,
      List<Measurement> measurements) {
    record(new HumanNeeded(reason, explanation, verdict, measurements));
    effect(new Effect.CancelTimer(from.timer()));
  }

  Decision decision() {
    return new Decision(entries, effects);
  }
}
