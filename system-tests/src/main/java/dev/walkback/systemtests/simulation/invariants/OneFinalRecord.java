package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.TriggerId;
import java.util.Optional;

/** Nothing is lost, and nothing ends twice. */
final class OneFinalRecord implements Invariant {

  @Override
  public String sentence() {
    return "Every accepted trigger or command ends in exactly one final audit record";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return switch (fact) {
      case Fact.AuditWritten written ->
          before.endedBy(written.record()).stream()
              .filter(trigger -> before.finals(trigger) > 0)
              .findFirst()
              .map(trigger -> "%s ends again, in %s".formatted(trigger, written.record().entry()));
      case Fact.Ended _ ->
          before.accepted().keySet().stream()
              .filter(trigger -> before.finals(trigger) == 0)
              .findFirst()
              .map(OneFinalRecord::lost);
      default -> Optional.empty();
    };
  }

  private static String lost(TriggerId trigger) {
    return trigger + " was accepted and has no final record";
  }
}
