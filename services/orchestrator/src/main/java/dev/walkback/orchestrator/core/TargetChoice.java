package dev.walkback.orchestrator.core;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.Revision;
import dev.walkback.events.Target;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.release.LedgerRelease;
import dev.walkback.events.release.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which content to go back to. By content, never by position: not what is live, not what is
 * quarantined, older than what is live by the cluster's own number, and what is verified before
 * what was only observed.
 */
sealed interface TargetChoice {

  /** Go back to these, workload by workload. */
  record Chosen(List<Candidate> candidates) implements TargetChoice {

    public Chosen {
      candidates = List.copyOf(candidates);
    }
  }

  /**
   * One workload's way.
   *
   * @param further verified contents before it, the next one first
   */
  record Candidate(Target first, List<Target> further, String why) {

    public Candidate {
      further = List.copyOf(further);
    }
  }

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
    return released.isEmpty() ? new NothingReleased() : allOf(released, memory);
  }

  /** The same once more, for workloads that a plan named already. */
  static TargetChoice allOf(List<WorkloadFacts> released, Memory memory) {
    if (released.isEmpty()) {
      return new NoTarget("Expected the workloads of the plan on the cluster, but found none");
    }
    List<WorkloadFacts> others =
        released.stream().filter(fact -> !memory.wroteLiveContentOf(fact)).toList();
    if (others.isEmpty()) {
      return new OfARollback(
          ("Expected a release by someone else, but what is live on %s was written by an earlier"
                  + " rollback; decide yourself where to go")
              .formatted(names(released)));
    }
    List<Candidate> candidates = new ArrayList<>();
    for (WorkloadFacts fact : others) {
      Optional<Candidate> candidate = older(fact, memory.ledger());
      if (candidate.isEmpty()) {
        return new NoTarget(withoutOlder(fact, memory.ledger()));
      }
      candidates.add(candidate.get());
    }
    return new Chosen(candidates);
  }

  /** For an operator: everything that has an older content, or the one revision asked for. */
  static TargetChoice forCommand(
      RollbackPolicy policy, List<WorkloadFacts> facts, Optional<Long> toRevision, Memory memory) {
    List<WorkloadFacts> ours = of(policy, facts);
    if (toRevision.isPresent()) {
      return exactly(ours, toRevision.get(), memory.ledger());
    }
    List<Candidate> candidates =
        ours.stream().flatMap(fact -> older(fact, memory.ledger()).stream()).toList();
    return candidates.isEmpty()
        ? new NoTarget(
            ours.isEmpty()
                ? "Expected the workloads of the policy on the cluster, but found none of them"
                : String.join(
                    ". ", ours.stream().map(f -> withoutOlder(f, memory.ledger())).toList()))
        : new Chosen(candidates);
  }

  /** What was read of the policy's own workloads. */
  static List<WorkloadFacts> of(RollbackPolicy policy, List<WorkloadFacts> facts) {
    return facts.stream().filter(fact -> policy.workloads().contains(fact.workload())).toList();
  }

  private static TargetChoice exactly(List<WorkloadFacts> facts, long number, Ledger ledger) {
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
    if (ledger.isQuarantined(template)) {
      return new NoTarget(
          "Expected a revision that was not rolled away from, but revision %d of %s is quarantined"
              .formatted(number, fact.workload().shortName()));
    }
    return new Chosen(
        List.of(
            new Candidate(
                new Target(fact.workload(), number, template, fact.live()),
                List.of(),
                "Asked for by number; " + evidence(ledger, template))));
  }

  private static Optional<Candidate> older(WorkloadFacts fact, Ledger ledger) {
    List<Revision> eligible = eligible(fact, ledger);
    Optional<Revision> verified =
        eligible.stream().filter(revision -> isVerified(ledger, revision)).findFirst();
    return verified
        .or(() -> eligible.stream().findFirst())
        .map(first -> candidate(fact, first, eligible, ledger));
  }

  /** Newest first. */
  private static List<Revision> eligible(WorkloadFacts fact, Ledger ledger) {
    long below = fact.liveRevision().map(Revision::number).orElse(Long.MAX_VALUE);
    return fact.revisions().stream()
        .filter(revision -> revision.number() < below)
        .filter(revision -> !revision.template().equals(fact.live()))
        .filter(revision -> !ledger.isQuarantined(revision.template()))
        .sorted(Comparator.comparingLong(Revision::number).reversed())
        .toList();
  }

  private static Candidate candidate(
      WorkloadFacts fact, Revision first, List<Revision> eligible, Ledger ledger) {
    List<Target> further = new ArrayList<>();
    Target last = new Target(fact.workload(), first.number(), first.template(), fact.live());
    Target start = last;
    for (Revision revision : eligible) {
      boolean before = revision.number() < last.revision();
      if (before && isVerified(ledger, revision) && !revision.template().equals(last.template())) {
        last = new Target(fact.workload(), revision.number(), revision.template(), last.template());
        further.add(last);
      }
    }
    return new Candidate(start, further, why(fact, first, eligible, ledger));
  }

  private static String why(
      WorkloadFacts fact, Revision first, List<Revision> eligible, Ledger ledger) {
    long quarantined =
        fact.revisions().stream()
            .filter(revision -> ledger.isQuarantined(revision.template()))
            .count();
    long passed = eligible.stream().filter(r -> r.number() > first.number()).count();
    return evidence(ledger, first.template())
        + (passed == 0 ? "" : "; %d newer, but not verified".formatted(passed))
        + (quarantined == 0 ? "" : "; %d quarantined".formatted(quarantined));
  }

  private static String evidence(Ledger ledger, ContentDigest template) {
    return ledger
        .find(template)
        .filter(release -> release.standing() != Standing.OBSERVED)
        .map(TargetChoice::words)
        .orElse("Never watched: the newest older content");
  }

  private static String words(LedgerRelease release) {
    return "%s since %s: %s"
        .formatted(
            release.standing() == Standing.VERIFIED ? "Verified" : "Quarantined",
            release.since(),
            release.evidence());
  }

  private static boolean isVerified(Ledger ledger, Revision revision) {
    return ledger.standing(revision.template()) == Standing.VERIFIED;
  }

  private static String withoutOlder(WorkloadFacts fact, Ledger ledger) {
    long bad =
        fact.revisions().stream()
            .filter(revision -> ledger.isQuarantined(revision.template()))
            .count();
    return "Expected an older content of %s that is not quarantined, but found %d revisions, %d of them quarantined"
        .formatted(fact.workload().shortName(), fact.revisions().size(), bad);
  }

  private static String names(List<WorkloadFacts> facts) {
    return String.join(", ", facts.stream().map(fact -> fact.workload().shortName()).toList());
  }
}
