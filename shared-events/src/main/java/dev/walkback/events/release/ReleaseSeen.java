package dev.walkback.events.release;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.Event;
import dev.walkback.events.WorkloadFacts;
import java.time.Instant;
import java.util.List;

/**
 * The detector saw that the live content of a workload changed, sees it for the first time, or says
 * once more what it said long ago. No trigger: nothing is wrong. The same contents since the same
 * time have the same event id.
 *
 * @param workloads every workload of the application
 */
public record ReleaseSeen(ApplicationId application, Instant at, List<WorkloadFacts> workloads)
    implements Event {

  public ReleaseSeen {
    workloads = List.copyOf(workloads);
  }
}
