package dev.walkback.orchestrator.core;

import dev.walkback.events.audit.SagaEntry.PermitReceived;
import dev.walkback.events.audit.SagaEntry.WaitStarted;
import dev.walkback.events.guard.GuardAnswer;
import dev.walkback.orchestrator.core.Rollback.Waiting;
import java.util.List;
import java.util.Optional;

/**
 * What follows from a guard's answers. An answer that nobody waits for is one heard before, or one
 * for a rollback that has given up: it gives its leave back by itself when it ends.
 */
final class Permits {

  private final Draft draft;

  Permits(Draft draft) {
    this.draft = draft;
  }

  void answer(GuardAnswer answer) {
    draft
        .live()
        .filter(live -> live.id().equals(answer.rollbackId()))
        .filter(Waiting.class::isInstance)
        .map(Waiting.class::cast)
        .filter(
            live -> live.missing().stream().findFirst().filter(answer.guard()::equals).isPresent())
        .ifPresent(live -> awaited(live, answer));
  }

  private void awaited(Waiting live, GuardAnswer answer) {
    switch (answer) {
      case GuardAnswer.Granted granted -> {
        draft.record(new PermitReceived(granted.guard()));
        Waiting after = (Waiting) draft.live().orElseThrow();
        if (after.missing().isEmpty()) {
          new Beginning(draft).go();
        } else {
          new Beginning(draft).askGuard(after);
        }
      }
      case GuardAnswer.Queued queued -> {
        if (live.heldBy().filter(queued.explanation()::equals).isEmpty()) {
          draft.record(
              new WaitStarted(live.missing(), Optional.of(queued.explanation()), live.until()));
        }
      }
      case GuardAnswer.Storm storm ->
          new Beginning(draft)
              .askPeople(
                  Math.max(1, live.course().settled().approvers()), List.of(storm.explanation()));
    }
  }
}
