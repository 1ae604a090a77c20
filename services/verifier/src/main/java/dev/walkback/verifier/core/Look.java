package dev.walkback.verifier.core;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.policy.HealthCheck;
import dev.walkback.events.verification.Verification.Expected;
import dev.walkback.workloads.PodFacts;
import dev.walkback.workloads.RolloutState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that a verification looks at, looked at once. Facts; no judgement. */
public record Look(List<OfWorkload> workloads, List<OfCheck> checks) {

  public Look {
    workloads = List.copyOf(workloads);
    checks = List.copyOf(checks);
  }

  /** A workload, and what was found of it. */
  public record OfWorkload(Expected expected, Workload found) {}

  /** A health check, and what was answered. */
  public record OfCheck(HealthCheck check, Answer answer) {}

  /** What was found of a workload. */
  public sealed interface Workload {

    /** It is there. */
    record Seen(ContentDigest live, boolean paused, RolloutState rollout, List<PodFacts> pods)
        implements Workload {

      public Seen {
        pods = List.copyOf(pods);
      }
    }

    /** The cluster was read, and has no such workload. */
    record Missing() implements Workload {}

    /** The cluster could not be read, or does not let us. */
    record Unknown(String explanation) implements Workload {}
  }

  /** What a health check was answered. */
  public sealed interface Answer {

    /**
     * By the service itself.
     *
     * @param fields those of the expected fields that the answer has, as text
     * @param noJson why fields could not be looked for
     */
    record Answered(int status, Map<String, String> fields, Optional<String> noJson)
        implements Answer {

      public Answered {
        fields = Map.copyOf(fields);
      }
    }

    /** Not at all, and that is the service's own fault. */
    record NotAnswered(String explanation) implements Answer {}

    /** Not at all, and that may have nothing to do with the service. */
    record Unknown(String explanation) implements Answer {}
  }
}
