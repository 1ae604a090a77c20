package dev.walkback.orchestrator.core;

import dev.walkback.events.RollbackId;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed.Suppression;
import java.util.Optional;

/**
 * The rollback that a command is for, in the state that it is for. Anything else is told and
 * changes nothing: a command that comes too late must not hit the next rollback.
 */
final class Addressed {

  private final Draft draft;
  private final TriggerSummary trigger;

  Addressed(Draft draft, TriggerSummary trigger) {
    this.draft = draft;
    this.trigger = trigger;
  }

  <R extends Rollback> Optional<R> find(RollbackId id, Class<R> state, String expected) {
    Optional<R> found = live(id).filter(state::isInstance).map(state::cast);
    if (found.isEmpty()) {
      refuse("Expected %s %s, but found %s".formatted(id, expected, whatIs()));
    }
    return found;
  }

  Optional<Rollback> find(RollbackId id) {
    return find(id, Rollback.class, "to be going on");
  }

  void refuse(String explanation) {
    new Starting(draft).suppress(trigger, Suppression.NOT_APPLICABLE, explanation);
  }

  private Optional<Rollback> live(RollbackId id) {
    return draft.live().filter(live -> live.id().equals(id));
  }

  String whatIs() {
    return draft
        .live()
        .map(live -> "%s in %s".formatted(live.id(), live.phase()))
        .or(() ->
            draft.state().memory().ending().map(last -> last.rollbackId() + ", which has ended"))
        .orElseGet(() -> "no rollback of " + draft.application());
  }
}
