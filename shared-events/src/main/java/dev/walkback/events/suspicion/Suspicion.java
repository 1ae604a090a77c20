package dev.walkback.events.suspicion;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.Event;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.plan.OwnerFacts;
import java.time.Instant;
import java.util.List;

/**
 * What the detector makes of one alert. It states facts; what follows from them the orchestrator
 * decides.
 */
public sealed interface Suspicion extends Event {

  TriggerSummary trigger();

  /**
   * A release of this application came shortly before the alert. The facts hold every workload of
   * the application.
   *
   * @param owners what owns them and remembers older releases; none in what earlier versions wrote
   */
  record ReleaseSuspected(
      ApplicationId application,
      TriggerSummary trigger,
      Scenario scenario,
      Instant windowStart,
      List<WorkloadFacts> workloads,
      List<OwnerFacts> owners)
      implements Suspicion {

    public ReleaseSuspected {
      workloads = List.copyOf(workloads);
      owners = owners == null ? List.of() : List.copyOf(owners);
    }

    /** Workloads that nothing else owns. */
    public ReleaseSuspected(
        ApplicationId application,
        TriggerSummary trigger,
        Scenario scenario,
        Instant windowStart,
        List<WorkloadFacts> workloads) {
      this(application, trigger, scenario, windowStart, workloads, List.of());
    }
  }

  /**
   * The application is known, but nothing of it was released in the window: not ours to walk back.
   */
  record NothingReleased(
      ApplicationId application,
      TriggerSummary trigger,
      Instant windowStart,
      List<WorkloadFacts> workloads)
      implements Suspicion {

    public NothingReleased {
      workloads = List.copyOf(workloads);
    }
  }

  /** No policy claims the alert. The application is the best guess from its labels, for the key. */
  record ApplicationUnknown(ApplicationId application, TriggerSummary trigger, String explanation)
      implements Suspicion {}

  /** The alert came too late to act on. */
  record TriggerStale(ApplicationId application, TriggerSummary trigger, String explanation)
      implements Suspicion {}

  /**
   * The cluster could not be read, so nothing is known: never a reason to roll back, always one to
   * tell a human.
   */
  record ClusterUnreadable(ApplicationId application, TriggerSummary trigger, String explanation)
      implements Suspicion {}
}
