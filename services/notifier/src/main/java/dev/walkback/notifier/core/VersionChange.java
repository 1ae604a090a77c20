package dev.walkback.notifier.core;

import dev.walkback.events.Revision;
import dev.walkback.events.Target;
import dev.walkback.events.WorkloadFacts;
import java.util.List;
import java.util.Optional;

/**
 * What one workload leaves and what it goes back to, in words.
 *
 * @param workload as kubectl would take it
 * @param from the failed version
 * @param to the stable version
 */
public record VersionChange(String workload, String from, String to) {

  /** The changes of a plan, told with what was read of the cluster. */
  static List<VersionChange> of(List<Target> targets, List<WorkloadFacts> facts) {
    return targets.stream().map(target -> of(target, facts)).toList();
  }

  private static VersionChange of(Target target, List<WorkloadFacts> facts) {
    List<Revision> known =
        facts.stream()
            .filter(fact -> fact.workload().equals(target.workload()))
            .flatMap(fact -> fact.revisions().stream())
            .toList();
    Optional<Revision> from =
        known.stream().filter(revision -> revision.template().equals(target.from())).findFirst();
    Optional<Revision> to =
        known.stream()
            .filter(revision -> revision.template().equals(target.template()))
            .findFirst();
    return new VersionChange(
        target.workload().shortName(),
        from.map(VersionChange::words).orElse("content " + target.from().abbreviated()),
        to.map(VersionChange::words)
            .orElse(
                "revision %d (content %s)"
                    .formatted(target.revision(), target.template().abbreviated())));
  }

  private static String words(Revision revision) {
    String images =
        revision.images().isEmpty()
            ? "content " + revision.template().abbreviated()
            : String.join(", ", revision.images());
    return "revision %d (%s)".formatted(revision.number(), Words.quoted(images));
  }
}
