package dev.walkback.orchestrator.core;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.Revision;
import dev.walkback.events.Target;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.policy.RollbackPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which content to go back to. By content, never by position: not what is live, not what was rolled
 * away from, and older than what is live by the cluster's own number.
 */
sealed interface TargetChoice {

  /** Go back to these. */
  record Chosen(List<Target> targets) implements TargetChoice {}

  /** Nothing of the application was released in the window. */
  record NothingReleased() implements TargetChoice {}

  /** There is nothing to go back to. */
  record NoTarget(String explanation) implements TargetChoice {}

  /** What is live came to be by going back; the machine does not go back from there. */
  record OfARollback(String explanation) implements TargetChoice {}

  /** For an alert: only what was released since the window began, and all of it. */
  static TargetChoice forAlert(
      RollbackPolicy policy, List<WorkloadFacts> facts, Instant windowStart, Memory memory) {
    List<WorkloadFacts> released =
        of(policy, facts).stream().filter(f -> !f.releasedAt().isBefore(windowStart)).toList();
    List<WorkloadFacts> candidates =
        released.stream().filter(fact -> !memory.wroteLiveContentOf(fact)).toList();
    if (released.isEmpty()) {
      return new NothingReleased();
    }
    if (candidates.isEmpty()) {
      return new OfARollback(
          ("Expected a release by someone else, but what is live on %s was written by an earlier"
                  + " rollback; decide yourself where to go")
              .formatted(names(released)));
    }
    List<Target> targets = new ArrayList<>();
    for (WorkloadFacts fact : candidates) {
      Optional<Target> target = older(fact, memory.quarantined());
      if (target.isEmpty()) {
        return new NoTarget(withoutOlder(fact, memory.quarantined()));
      }
      targets.add(target.get());
    }
    return new Chosen(targets);
  }

  /** For an operator: everything that has an older content, or the one revision asked for. */
  static TargetChoice forCommand(
      RollbackPolicy policy, List<WorkloadFacts> facts, Optional<Long> toRevision, Memory memory) {
    List<WorkloadFacts> ours = of(policy, facts);
    if (toRevision.isPresent()) {
      return exactly(ours, toRevision.get(), memory.quarantined());
    }
    List<Target> targets =
        ours.stream().flatMap(fact -> older(fact, memory.quarantined()).stream()).toList();
    return targets.isEmpty()
        ? new NoTarget(
            ours.isEmpty()
                ? "Expected the workloads of the policy on the cluster, but found none of them"
                : String.join(
                    ". ", ours.stream().map(f -> withoutOlder(f, memory.quarantined())).toList()))
        : new Chosen(targets);
  }

  /** What was read of the policy's own workloads. */
  static List<WorkloadFacts> of(RollbackPolicy policy, List<WorkloadFacts> facts) {
    return facts.stream().filter(fact -> policy.workloads().contains(fact.workload())).toList();
  }

  private static TargetChoice exactly(
      List<WorkloadFacts> facts, long number, List<ContentDigest> quarantined) {
    if (facts.size() != 1) {
      return new NoTarget(
          "Expected one workload to take to revision %d, but found %d"
              .formatted(number, facts.size()));
    }
    WorkloadFacts fact = facts.getFirst();
    Optional<Revision> asked =
        fact.revisions().stream().filter(revision -> revision.number() == number).findFirst();
    if (asked.isEmpty()) {
      return new NoTarget(
          "Expected revision %d of %s, but the cluster knows only %s"
              .formatted(
                  number,
                  fact.workload().shortName(),
                  fact.revisions().stream().map(Revision::number).toList()));
    }
    ContentDigest template = asked.get().template();
    if (template.equals(fact.live())) {
      return new NoTarget(
          "Expected another content than the live one, but revision %d of %s is what is live"
              .formatted(number, fact.workload().shortName()));
    }
    if (quarantined.contains(template)) {
      return new NoTarget(
          "Expected a revision that was not rolled away from, but revision %d of %s is quarantined"
              .formatted(number, fact.workload().shortName()));
    }
    return new Chosen(List.of(new Target(fact.workload(), number, template, fact.live())));
  }

  private static Optional<Target> older(WorkloadFacts fact, List<ContentDigest> quarantined) {
    long below = fact.liveRevision().map(Revision::number).orElse(Long.MAX_VALUE);
    return fact.revisions().stream()
        .filter(revision -> revision.number() < below)
        .filter(revision -> !revision.template().equals(fact.live()))
        .filter(revision -> !quarantined.contains(revision.template()))
        .max(Comparator.comparingLong(Revision::number))
        .map(revision ->
            new Target(fact.workload(), revision.number(), revision.template(), fact.live()));
  }

  private static String withoutOlder(WorkloadFacts fact, List<ContentDigest> quarantined) {
    long bad =
        fact.revisions().stream()
            .filter(revision -> quarantined.contains(revision.template()))
            .count();
    return "Expected an older content of %s that is not quarantined, but found %d revisions, %d of them quarantined"
        .formatted(fact.workload().shortName(), fact.revisions().size(), bad);
  }

  private static String names(List<WorkloadFacts> facts) {
    return String.join(", ", facts.stream().map(fact -> fact.workload().shortName()).toList());
  }
}
