package dev.walkback.verifier.core;

import java.time.Instant;

/** Whether there being less of a workload than is asked for is forgiven. */
@FunctionalInterface
interface Leniency {

  /** What comes up is not there before all of it is. */
  Leniency NONE = (_, _, _) -> false;

  boolean forgives(Look.OfWorkload look, Look.Workload.Seen seen, Instant at);
}
