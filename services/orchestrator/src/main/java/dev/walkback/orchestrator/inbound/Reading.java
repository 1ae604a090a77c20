package dev.walkback.orchestrator.inbound;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.TraceParent;
import dev.walkback.orchestrator.core.Input;
import java.util.Optional;

/** What came of reading a record. */
public sealed interface Reading {

  /** Something for the core. */
  record Understood(ApplicationId application, Input input, Optional<TraceParent> trace)
      implements Reading {}

  /** For the dead letters: what was expected, what was found and what to do. */
  record Unreadable(String reason) implements Reading {}
}
