package dev.walkback.orchestrator.core;

import dev.walkback.events.audit.AuditEntry;
import java.util.List;

/**
 * What follows from an input: what is on record from now on, and what is to be done. An empty one
 * means that the input was heard before or comes too late.
 */
public record Decision(List<AuditEntry> entries, List<Effect> effects) {

  public Decision {
    entries = List.copyOf(entries);
    effects = List.copyOf(effects);
  }

  public boolean isEmpty() {
    return entries.isEmpty() && effects.isEmpty();
  }
}
