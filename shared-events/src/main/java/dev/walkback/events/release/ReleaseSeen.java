package dev.walkback.events.release;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.Event;
import dev.walkback.events.WorkloadFacts;
import java.time.Instant;
import java.util.List;

/**
 * The detector saw that the live content of a workload changed, or sees it for the first time. No
 * trigger: nothing is wrong.
 *
 * @param workloads every workload of the application
 */
public record ReleaseSeen(ApplicationId application, Instant at, List<WorkloadFacts> workloads)
    implements Event {

  public ReleaseSeen {
    workloads = List.copyOf(workloads);
  }
}
