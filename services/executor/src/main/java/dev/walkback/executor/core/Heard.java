package dev.walkback.executor.core;

import dev.walkback.events.execution.EvidenceSummary;
import java.util.Optional;

/** How the last {@link Move} went. */
public sealed interface Heard {

  /** Nothing was asked for yet. */
  record Begun() implements Heard {}

  /** What a look told. */
  record Looked(Scene scene) implements Heard {}

  /** How it is with the brake. */
  record Braked(Brake brake) implements Heard {}

  /** What could be captured or found; perhaps nothing. */
  record Captured(Optional<EvidenceSummary> evidence) implements Heard {}

  /** What a write came to. */
  record Answered(Answer answer) implements Heard {}

  /** The rest is over. */
  record Rested() implements Heard {}
}
