package dev.walkback.verifier.outbound.kube;

import dev.walkback.events.WorkloadRef;
import dev.walkback.verifier.core.Look.Workload;
import dev.walkback.workloads.WorkloadReader;

/** Looks at a workload and its pods. */
public final class WorkloadProbe {

  private final WorkloadReader reader;

  public WorkloadProbe(WorkloadReader reader) {
    this.reader = reader;
  }

  /** What is found; never throws for what a cluster may answer. */
  public Workload look(WorkloadRef workload) {
    return switch (reader.read(workload)) {
      case WorkloadReader.Reading.Found(var snapshot) ->
          new Workload.Seen(
              snapshot.facts().live(),
              snapshot.facts().paused(),
              snapshot.rollout(),
              snapshot.pods());
      case WorkloadReader.Reading.Missing() -> new Workload.Missing();
      case WorkloadReader.Reading.Forbidden(String explanation) ->
          new Workload.Unknown(explanation);
      case WorkloadReader.Reading.Unreachable(String explanation) ->
          new Workload.Unknown(explanation);
    };
  }
}
