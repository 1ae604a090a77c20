package dev.walkback.orchestrator.core;

import dev.walkback.events.TriggerSummary;
import dev.walkback.events.audit.Box;
import dev.walkback.events.audit.OperatorEntry.BoxTicked;
import dev.walkback.events.command.Command;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a human says is done. It counts where the machine does not look, and nowhere else; also
 * after the end of a rollback, where most of it is done, until the next one begins.
 */
final class Ticking {

  private final Draft draft;

  Ticking(Draft draft) {
    this.draft = draft;
  }

  void tick(TriggerSummary trigger, Command.TickBox command) {
    Addressed addressed = new Addressed(draft, trigger);
    Optional<List<Box>> boxes =
        draft.state().boxesOf(command.rollbackId()).map(Checklist::forHumans);
    if (boxes.isEmpty()) {
      addressed.refuse(
          "Expected %s to be going on or to be the last one that ended, but found %s"
              .formatted(command.rollbackId(), addressed.whatIs()));
    } else if (!boxes.get().contains(command.box())) {
      addressed.refuse(
          "Expected one of the boxes that are left to humans (%s), but found '%s', which Walkback ticks itself"
              .formatted(titles(boxes.get()), command.box().title()));
    } else {
      draft.record(new BoxTicked(trigger, command.rollbackId(), command.box()));
    }
  }

  private static String titles(List<Box> boxes) {
    return boxes.stream().map(Box::title).collect(Collectors.joining(", "));
  }
}
