package dev.walkback.notifier.core;

import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.events.audit.RollbackStatus.PhaseStart;
import java.util.ArrayList;
import java.util.List;

/**
 * The one message of a rollback that is edited in place. It follows the team's procedure: declare
 * the incident with reason, target version and commander; announce the end with the previous and
 * the current version, the monitoring and the error rate.
 */
final class ParentCard {

  private ParentCard() {}

  static Card of(RollbackStatus status, AuditEntry entry, Knowledge known) {
    PhaseFace face = new PhaseFace(status, known);
    ParentTodo todo = new ParentTodo(status, entry, known);
    return new Card(
        face.tone(),
        face.title() + ": " + status.application(),
        Words.quoted(status.headline()),
        new ParentFacts(status, entry, known).all(),
        progress(status),
        status.checklist(),
        todo.lines(),
        todo.commands(),
        face.call(),
        status.phase().isFinal());
  }

  private static List<String> progress(RollbackStatus status) {
    List<String> steps = new ArrayList<>();
    int last = status.history().size() - 1;
    for (int i = 0; i <= last; i++) {
      PhaseStart start = status.history().get(i);
      boolean current = i == last && start.phase() != Phase.HEALTHY;
      steps.add(
          "%s %s %s"
              .formatted(current ? "▶" : "✓", Words.phase(start.phase()), Words.clock(start.at())));
    }
    return steps;
  }
}
