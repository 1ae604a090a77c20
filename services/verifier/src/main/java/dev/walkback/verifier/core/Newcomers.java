package dev.walkback.verifier.core;

import dev.walkback.events.ContentDigest;
import dev.walkback.workloads.PodFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which pods are only coming up, so that there being less than is asked for is not held against
 * what was healthy: an autoscaler asks for more of them, a node that is drained or new gets them
 * anew. A pod has its time for that once; one that was seen ready has had it.
 *
 * @param watching whether there was a look
 * @param wereReady pods that were seen ready
 * @param failed pods that were seen to have failed
 * @param failures how many looks showed that more had failed than before
 */
record Newcomers(boolean watching, Set<String> wereReady, Set<String> failed, int failures) {

  /** Of which nothing is known. */
  static final Newcomers UNSEEN = new Newcomers(false, Set.of(), Set.of(), 0);

  /** That long a pod may take to become ready, and what replaces one that goes to be made. */
  static final Duration GRACE = Duration.ofMinutes(2);

  /** What is said of them. */
  static final String COMING = ", more are coming up";

  /** Pods that fail and are made anew so often are in a loop, for which there is no excuse. */
  private static final int LOOP = 2;

  Newcomers {
    wereReady = Set.copyOf(wereReady);
    failed = Set.copyOf(failed);
  }

  /**
   * Whether what is missing is only coming up: some serve, none of those that do not is late or has
   * stopped serving, and something is under way.
   */
  boolean areAllThatIsMissing(Look.OfWorkload look, Look.Workload.Seen seen, Instant at) {
    ContentDigest expected = look.expected().template();
    List<PodFacts> pods = PodCheck.thoseOf(expected, seen);
    return seen.live().equals(expected)
        && failures < LOOP
        && pods.stream().anyMatch(PodFacts::ready)
        && pods.stream().filter(pod -> !pod.ready()).allMatch(pod -> mayComeUp(pod, at))
        && (pods.stream().anyMatch(pod -> isYoung(pod, at)) || oneLeaves(expected, seen, at));
  }

  private boolean mayComeUp(PodFacts pod, Instant at) {
    return isYoung(pod, at) && !wereReady.contains(pod.uid());
  }

  private static boolean isYoung(PodFacts pod, Instant at) {
    return pod.createdAt().filter(made -> made.isAfter(at.minus(GRACE))).isPresent();
  }

  /** A pod with a name of its own is made anew only when the one before has gone. */
  private static boolean oneLeaves(ContentDigest expected, Look.Workload.Seen seen, Instant at) {
    return seen.pods().stream()
        .filter(pod -> RolloutCheck.isOf(expected, pod))
        .flatMap(pod -> pod.deletionTimestamp().stream())
        .anyMatch(gone -> gone.isAfter(at.minus(GRACE)));
  }

  /** The memory after this look. A look that saw nothing of a workload forgets nothing. */
  Newcomers after(Look look) {
    Set<String> ready = new HashSet<>(wereReady);
    Set<String> ended = new HashSet<>(failed);
    for (Look.OfWorkload each : look.workloads()) {
      if (each.found() instanceof Look.Workload.Seen seen) {
        ready.addAll(uids(PodCheck.thoseOf(each.expected().template(), seen), PodFacts::ready));
        ended.addAll(uids(seen.pods(), pod -> pod.phase().equals("Failed")));
      }
    }
    boolean more = watching && ended.size() > failed.size();
    return new Newcomers(true, ready, ended, more ? failures + 1 : failures);
  }

  private static Set<String> uids(List<PodFacts> pods, Predicate<PodFacts> which) {
    return pods.stream().filter(which).map(PodFacts::uid).collect(Collectors.toSet());
  }
}
