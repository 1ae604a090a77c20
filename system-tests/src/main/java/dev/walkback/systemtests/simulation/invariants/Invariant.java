package dev.walkback.systemtests.simulation.invariants;

import java.util.Optional;

/** Something that must hold after every step of every history. */
public interface Invariant {

  /** What must hold, in one sentence. */
  String sentence();

  /**
   * What is wrong, if anything.
   *
   * @param fact what was seen just now
   * @param before all that was seen before it
   */
  Optional<String> brokenBy(Fact fact, Chronicle before);

  default String name() {
    return getClass().getSimpleName();
  }

  /** For checks that read as one condition. */
  @SuppressWarnings("AnnotateFormatMethod") // its annotation would need a library for this alone
  static Optional<String> unless(boolean holds, String complaint, Object... arguments) {
    return holds ? Optional.empty() : Optional.of(complaint.formatted(arguments));
  }
}
