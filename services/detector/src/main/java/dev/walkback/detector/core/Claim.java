package dev.walkback.detector.core;

import dev.walkback.events.policy.RollbackPolicy;
import java.util.Comparator;

/**
 * A policy's reason to call an alert its own. The stronger claim wins; equal claims of different
 * policies are ambiguous.
 *
 * @param labels how many labels of the policy's own the alert carries
 */
record Claim(RollbackPolicy policy, Strength strength, int labels) {

  static final Comparator<Claim> WEAKEST_FIRST =
      Comparator.comparing(Claim::strength).thenComparingInt(Claim::labels);

  /** From the weakest to the strongest. */
  enum Strength {
    /** The alert carries all labels that the policy names. */
    LABELS,
    /** The alert names a component that is called like a workload. */
    COMPONENT,
    /** The alert names a pod that belongs to a workload. */
    POD,
    /** The alert names the workload itself, with kind and namespace. */
    WORKLOAD
  }
}
