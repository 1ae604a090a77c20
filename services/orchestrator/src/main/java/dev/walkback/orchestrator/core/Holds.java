package dev.walkback.orchestrator.core;

import dev.walkback.events.RollbackId;
import dev.walkback.events.TriggerId;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed.Suppression;
import dev.walkback.events.audit.OperatorEntry.HoldLifted;
import dev.walkback.events.audit.OperatorEntry.HoldPlaced;
import dev.walkback.events.command.Command;
import dev.walkback.events.hold.Hold;

/** Orders to stand still, kept under the key of their scope. A later order replaces it. */
final class Holds {

  private final Draft draft;

  Holds(Draft draft) {
    this.draft = draft;
  }

  void hold(TriggerSummary trigger, Command.Hold command) {
    boolean resource =
        draft.application().namespace().equals("*") && !draft.application().name().equals("*");
    if (resource) {
      suppress(
          trigger,
          Suppression.INVALID_COMMAND,
          "Expected an application, namespace/* or */*, but found " + draft.application());
      return;
    }
    if (command.until().filter(until -> !draft.now().isBefore(until)).isPresent()) {
      suppress(
          trigger,
          Suppression.INVALID_COMMAND,
          "Expected a hold that ends after now, but found " + command.until().get());
      return;
    }
    draft.record(
        new HoldPlaced(
            trigger, new Hold(trigger.name(), trigger.text(), draft.now(), command.until())));
    draft.effect(
        command
            .until()
            .<Effect>map(until -> new Effect.StartTimer(timer(), until))
            .orElseGet(() -> new Effect.CancelTimer(timer())));
  }

  void resume(TriggerSummary trigger) {
    if (draft.state().holdAt(draft.now()).isEmpty()) {
      suppress(
          trigger,
          Suppression.NOT_APPLICABLE,
          "%s is not held; a wider hold is lifted by its own scope".formatted(draft.application()));
      return;
    }
    draft.record(new HoldLifted(trigger));
    draft.effect(new Effect.CancelTimer(timer()));
  }

  /** One for each scope. */
  private TimerName timer() {
    return new TimerName(
        RollbackId.of(draft.application(), new TriggerId("hold")), TimerName.Kind.HOLD);
  }

  private void suppress(TriggerSummary trigger, Suppression reason, String explanation) {
    new Starting(draft).suppress(trigger, reason, explanation);
  }
}
