package dev.walkback.executor.core;

import dev.walkback.events.WorkloadFacts;
import java.util.OptionalLong;

/** What one look at a workload told. */
public sealed interface Sighting {

  /**
   * It is there.
   *
   * @param fence of the rollback that wrote it last; empty if none did
   */
  record Present(WorkloadFacts facts, OptionalLong fence) implements Sighting {}

  /** It is not there. */
  record Missing() implements Sighting {}

  /** The cluster refuses to let us look. */
  record Forbidden(String explanation) implements Sighting {}

  /** Nothing is known; another look may tell. */
  record Unreachable(String explanation) implements Sighting {}
}
