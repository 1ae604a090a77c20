package dev.walkback.detector.core;

import dev.walkback.detector.core.ClusterView.Look;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.release.ReleaseSeen;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was told last of each application's live contents, and so what is news. A value. It forgets
 * everything with the process: then everything is told once more, which harms nobody.
 */
public record ReleaseNews(Map<ApplicationId, Map<WorkloadRef, ContentDigest>> told) {

  public static final ReleaseNews NONE = new ReleaseNews(Map.of());

  public ReleaseNews {
    told = Map.copyOf(told);
  }

  /** Whether a closer look is worth it: every workload is there, and not as it was told. */
  public boolean isNews(RollbackPolicy policy, Map<WorkloadRef, ContentDigest> live) {
    Map<WorkloadRef, ContentDigest> own =
        policy.workloads().stream()
            .distinct()
            .filter(live::containsKey)
            .collect(Collectors.toUnmodifiableMap(workload -> workload, live::get));
    return own.keySet().containsAll(policy.workloads()) && isNews(policy.application(), own);
  }

  /**
   * What is to be told after a closer look. Nothing where a workload could not be read, and nothing
   * before the cluster has numbered every live content: until then it only asks for it.
   */
  public Optional<ReleaseSeen> after(RollbackPolicy policy, List<Look> looks, Instant at) {
    List<WorkloadFacts> facts =
        looks.stream()
            .filter(Look.Seen.class::isInstance)
            .map(look -> ((Look.Seen) look).facts())
            .filter(each -> each.liveRevision().isPresent())
            .toList();
    boolean complete = facts.size() == looks.size() && !facts.isEmpty();
    return complete && isNews(policy.application(), contents(facts))
        ? Optional.of(new ReleaseSeen(policy.application(), at, facts))
        : Optional.empty();
  }

  /** Once it was told. */
  public ReleaseNews with(ReleaseSeen seen) {
    var changed = new HashMap<>(told);
    changed.put(seen.application(), contents(seen.workloads()));
    return new ReleaseNews(changed);
  }

  /** Without the applications that have no policy any more. */
  public ReleaseNews only(Set<ApplicationId> applications) {
    var kept = new HashMap<>(told);
    kept.keySet().retainAll(applications);
    return new ReleaseNews(kept);
  }

  private boolean isNews(ApplicationId application, Map<WorkloadRef, ContentDigest> live) {
    return !live.equals(told.get(application));
  }

  private static Map<WorkloadRef, ContentDigest> contents(List<WorkloadFacts> facts) {
    return facts.stream()
        .collect(
            Collectors.toUnmodifiableMap(
                WorkloadFacts::workload, WorkloadFacts::live, (one, _) -> one));
  }
}
