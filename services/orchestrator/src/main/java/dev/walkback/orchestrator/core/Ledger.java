package dev.walkback.orchestrator.core;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.plan.WorkloadContent;
import dev.walkback.events.release.LedgerRelease;
import dev.walkback.events.release.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Every release of an application that was seen, and what is known of it. Identity is content.
 *
 * @param releases oldest first, each content once
 */
public record Ledger(List<LedgerRelease> releases) {

  public static final Ledger EMPTY = new Ledger(List.of());

  /** How many are kept at most: those that say least go first, then the oldest. */
  static final int MAX_RELEASES = 300;

  public Ledger {
    releases = List.copyOf(releases);
  }

  public Optional<LedgerRelease> find(ContentDigest template) {
    return releases.stream().filter(release -> release.template().equals(template)).findFirst();
  }

  /** What was never seen is no better and no worse than what was only observed. */
  public Standing standing(ContentDigest template) {
    return find(template).map(LedgerRelease::standing).orElse(Standing.OBSERVED);
  }

  public boolean isQuarantined(ContentDigest template) {
    return standing(template) == Standing.QUARANTINED;
  }

  /** Live contents that are not in it yet. */
  static List<LedgerRelease> observed(List<WorkloadFacts> facts, Ledger known, Instant at) {
    return facts.stream()
        .filter(fact -> known.find(fact.live()).isEmpty())
        .map(fact ->
            new LedgerRelease(
                fact.live(),
                Optional.of(fact.workload()),
                fact.liveRevision().map(revision -> revision.images()).orElse(List.of()),
                Standing.OBSERVED,
                "Seen live",
                at))
        .toList();
  }

  Ledger plus(Collection<LedgerRelease> seen) {
    List<LedgerRelease> all = new ArrayList<>(releases);
    seen.stream().filter(release -> find(release.template()).isEmpty()).forEach(all::add);
    return new Ledger(bounded(all));
  }

  /** What an operator or a quarantine has said stays; good news does not overrule bad. */
  Ledger verifying(List<WorkloadContent> contents, String evidence, Instant at) {
    Ledger ledger = this;
    for (WorkloadContent content : contents) {
      if (!ledger.isQuarantined(content.template())) {
        ledger =
            ledger.marking(
                content.template(),
                Optional.of(content.workload()),
                Standing.VERIFIED,
                evidence,
                at);
      }
    }
    return ledger;
  }

  Ledger quarantining(
      ContentDigest template, Optional<WorkloadRef> workload, String evidence, Instant at) {
    return isQuarantined(template)
        ? this
        : marking(template, workload, Standing.QUARANTINED, evidence, at);
  }

  Ledger marking(
      ContentDigest template,
      Optional<WorkloadRef> workload,
      Standing standing,
      String evidence,
      Instant at) {
    Optional<LedgerRelease> before = find(template);
    List<LedgerRelease> all = new ArrayList<>(releases);
    all.removeIf(release -> release.template().equals(template));
    all.add(
        new LedgerRelease(
            template,
            before.flatMap(LedgerRelease::workload).or(() -> workload),
            before.map(LedgerRelease::images).orElse(List.of()),
            standing,
            evidence,
            at));
    return new Ledger(bounded(all));
  }

  private static List<LedgerRelease> bounded(List<LedgerRelease> all) {
    List<LedgerRelease> kept = new ArrayList<>(all);
    for (Standing standing : Standing.values()) {
      Predicate<LedgerRelease> least = release -> release.standing() == standing;
      while (kept.size() > MAX_RELEASES && kept.stream().anyMatch(least)) {
        kept.remove(kept.stream().filter(least).findFirst().orElseThrow());
      }
    }
    return kept;
  }
}
