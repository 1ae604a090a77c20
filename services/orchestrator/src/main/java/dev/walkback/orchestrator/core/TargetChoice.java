package dev.walkback.orchestrator.core;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.Revision;
import dev.walkback.events.Target;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.plan.PlanLine;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.release.LedgerRelease;
import dev.walkback.events.release.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which content to go back to. By content, never by position: not what is live, not what is
 * quarantined, older than what is live by the cluster's own number, and what is verified before
 * what was only observed.
 */
sealed interface TargetChoice {

  /**
   * Go back to these, workload by workload.
   *
   * @param staying what is left as it is, and why
   */
  record Chosen(List<Candidate> candidates, List<PlanLine> staying) implements TargetChoice {

    public Chosen {
      candidates = List.copyOf(candidates);
      staying = List.copyOf(staying);
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

  /** For an alert: only what was released in the window before it, and all of that. */
  static TargetChoice forAlert(Suspects suspects, Memory memory) {
    return suspects.released().isEmpty()
        ? new NothingReleased()
        : ofSomebodyElse(suspects, memory, Set.of());
  }

  /**
   * Once more, for what a plan named already.
   *
   * @param left what that plan was to leave: not good enough to go back to
   */
  static TargetChoice anew(Suspects suspects, Memory memory, Set<ContentDigest> left) {
    return suspects.released().isEmpty()
        ? new NoTarget(
            "Expected what was planned for to be live still, but found "
                + (suspects.staying().isEmpty() ? "none of it" : staying(suspects)))
        : ofSomebodyElse(suspects, memory, left);
  }

  private static TargetChoice ofSomebodyElse(
      Suspects suspects, Memory memory, Set<ContentDigest> left) {
    List<WorkloadFacts> others =
        suspects.released().stream().filter(fact -> !memory.wroteLiveContentOf(fact)).toList();
    if (others.isEmpty()) {
      return new OfARollback(
          ("Expected a release by someone else, but what is live on %s was written by an earlier"
                  + " rollback; decide yourself where to go")
              .formatted(names(suspects.released())));
    }
    List<Candidate> candidates = new ArrayList<>();
    for (WorkloadFacts fact : others) {
      Optional<Candidate> candidate = older(fact, memory.ledger(), left);
      if (candidate.isEmpty()) {
        return new NoTarget(withoutOlder(fact, memory.ledger()));
      }
      candidates.add(candidate.get());
    }
    return new Chosen(candidates, suspects.staying());
  }

  /** For an operator: the last release, or the one revision asked for. */
  static TargetChoice forCommand(
      RollbackPolicy policy, List<WorkloadFacts> facts, Optional<Long> toRevision, Memory memory) {
    List<WorkloadFacts> ours = of(policy, facts);
    if (toRevision.isPresent()) {
      return exactly(ours, toRevision.get(), memory.ledger());
    }
    Suspects suspects = Suspects.ofLastRelease(ours, policy.limits().releaseWindow());
    List<Candidate> candidates =
        suspects.released().stream()
            .flatMap(fact -> older(fact, memory.ledger(), Set.of()).stream())
            .toList();
    return candidates.isEmpty()
        ? new NoTarget(withoutOlder(suspects, memory.ledger()))
        : new Chosen(candidates, suspects.staying());
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
                "Asked for by number; " + evidence(ledger, template))),
        List.of());
  }

  private static Optional<Candidate> older(
      WorkloadFacts fact, Ledger ledger, Set<ContentDigest> left) {
    List<Revision> eligible =
        eligible(fact, ledger).stream()
            .filter(revision -> !left.contains(revision.template()))
            .toList();
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

  private static String withoutOlder(Suspects suspects, Ledger ledger) {
    return suspects.released().isEmpty()
        ? "Expected the workloads of the policy on the cluster, but found none of them"
        : String.join(
            ". ", suspects.released().stream().map(f -> withoutOlder(f, ledger)).toList());
  }

  private static String withoutOlder(WorkloadFacts fact, Ledger ledger) {
    long bad =
        fact.revisions().stream()
            .filter(revision -> ledger.isQuarantined(revision.template()))
            .count();
    return "Expected an older content of %s that is not quarantined, but found %d revisions, %d of them quarantined"
        .formatted(fact.workload().shortName(), fact.revisions().size(), bad);
  }

  private static String staying(Suspects suspects) {
    return suspects.staying().stream()
        .map(line -> "%s (%s)".formatted(line.subject(), line.why()))
        .collect(Collectors.joining(", "));
  }

  private static String names(List<WorkloadFacts> facts) {
    return String.join(", ", facts.stream().map(fact -> fact.workload().shortName()).toList());
  }
}
