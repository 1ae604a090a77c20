package dev.walkback.detector.core;

import dev.walkback.detector.core.ClusterView.Look;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.release.ReleaseSeen;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was told last of each application's live contents, and so what is news. A value. It forgets
 * everything with the process: then everything is told once more, which harms nobody.
 *
 * <p>What has not changed is told again after an hour, then after twice as long each time, at most
 * a day. Whoever had no use for it the first time has another chance: the application's policy was
 * not read yet, a rollback was live, the watch that followed ended without a verdict.
 */
public record ReleaseNews(Map<ApplicationId, Told> told) {

  public static final ReleaseNews NONE = new ReleaseNews(Map.of());

  /** How soon what has not changed is told again. */
  public static final Duration FIRST_PAUSE = Duration.ofHours(1);

  /** How long it is kept to itself at most. */
  public static final Duration LONGEST_PAUSE = Duration.ofDays(1);

  /** How much of what has not changed is looked at in one round: it must not hold up what has. */
  public static final int UNCHANGED_AT_ONCE = 10;

  public ReleaseNews {
    told = Map.copyOf(told);
  }

  /**
   * What was said of an application.
   *
   * @param again when it is said once more, changed or not
   * @param pause how long that is after it was said
   */
  public record Told(Map<WorkloadRef, ContentDigest> contents, Instant again, Duration pause) {

    public Told {
      contents = Map.copyOf(contents);
    }
  }

  /**
   * Whose closer look is worth it, of those whose workloads are all there: first what is not as it
   * was told, then some of what was told long ago, the longest ago first.
   */
  public List<RollbackPolicy> worthALook(
      Collection<RollbackPolicy> policies, Map<WorkloadRef, ContentDigest> live, Instant now) {
    Map<Boolean, List<RollbackPolicy>> changed =
        policies.stream()
            .filter(policy -> live.keySet().containsAll(policy.workloads()))
            .collect(
                Collectors.partitioningBy(
                    policy -> isChanged(policy.application(), own(policy, live))));
    Stream<RollbackPolicy> longAgo =
        changed.getOrDefault(false, List.of()).stream()
            .filter(policy -> isDueAgain(policy.application(), now))
            .sorted(Comparator.comparing(policy -> again(policy.application()).orElseThrow()))
            .limit(UNCHANGED_AT_ONCE);
    return Stream.concat(changed.getOrDefault(true, List.of()).stream(), longAgo).toList();
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
    ApplicationId application = policy.application();
    boolean complete = facts.size() == looks.size() && !facts.isEmpty();
    boolean news = isChanged(application, contents(facts)) || isDueAgain(application, at);
    return complete && news
        ? Optional.of(new ReleaseSeen(application, at, facts))
        : Optional.empty();
  }

  /** Once it was told. */
  public ReleaseNews with(ReleaseSeen seen) {
    ApplicationId application = seen.application();
    Map<WorkloadRef, ContentDigest> contents = contents(seen.workloads());
    Duration pause =
        Optional.ofNullable(told.get(application))
            .filter(before -> before.contents().equals(contents))
            .map(before -> longer(before.pause()))
            .orElse(FIRST_PAUSE);
    var changed = new HashMap<>(told);
    changed.put(application, new Told(contents, seen.at().plus(pause), pause));
    return new ReleaseNews(changed);
  }

  /** Without the applications that have no policy any more. */
  public ReleaseNews only(Set<ApplicationId> applications) {
    var kept = new HashMap<>(told);
    kept.keySet().retainAll(applications);
    return new ReleaseNews(kept);
  }

  private boolean isChanged(ApplicationId application, Map<WorkloadRef, ContentDigest> live) {
    Told before = told.get(application);
    return before == null || !before.contents().equals(live);
  }

  private boolean isDueAgain(ApplicationId application, Instant now) {
    return again(application).filter(again -> !now.isBefore(again)).isPresent();
  }

  private Optional<Instant> again(ApplicationId application) {
    return Optional.ofNullable(told.get(application)).map(Told::again);
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  private static Map<WorkloadRef, ContentDigest> own(
      RollbackPolicy policy, Map<WorkloadRef, ContentDigest> live) {
    return policy.workloads().stream()
        .distinct()
        .collect(Collectors.toUnmodifiableMap(workload -> workload, live::get));
  }

  private static Map<WorkloadRef, ContentDigest> contents(List<WorkloadFacts> facts) {
    return facts.stream()
        .collect(
            Collectors.toUnmodifiableMap(
                WorkloadFacts::workload, WorkloadFacts::live, (one, _) -> one));
  }
}
