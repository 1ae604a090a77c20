package dev.walkback.orchestrator.core;

import dev.walkback.events.TriggerSummary;
import dev.walkback.events.audit.OperatorEntry.SoakEndAsked;
import dev.walkback.events.audit.OperatorEntry.SoakExtended;
import dev.walkback.events.command.Command;
import dev.walkback.orchestrator.core.Rollback.Soaking;
import java.time.Duration;
import java.time.Instant;

/** An operator's say in how long it is watched. */
final class Soaks {

  private static final Duration LONGEST = Duration.ofDays(7);

  private final Draft draft;

  Soaks(Draft draft) {
    this.draft = draft;
  }

  void extend(TriggerSummary trigger, Command.ExtendSoak command) {
    Addressed addressed = new Addressed(draft, trigger);
    addressed
        .find(command.rollbackId(), Soaking.class, "to be watched")
        .ifPresent(live -> {
          Instant latest = draft.now().plus(LONGEST);
          if (!command.until().isAfter(live.until()) || command.until().isAfter(latest)) {
            addressed.refuse(
                "Expected an end after %s and until %s, but found %s"
                    .formatted(live.until(), latest, command.until()));
            return;
          }
          draft.record(new SoakExtended(trigger, command.until(), live.course().looks() + 1));
          new Verifications(draft).watch((Soaking) draft.live().orElseThrow());
        });
  }

  void end(TriggerSummary trigger, Command.EndSoak command) {
    new Addressed(draft, trigger)
        .find(command.rollbackId(), Soaking.class, "to be watched")
        .ifPresent(live -> {
          draft.record(new SoakEndAsked(trigger));
          new Verifications(draft).succeed(draft.live().orElseThrow(), live.story().seen());
        });
  }
}
