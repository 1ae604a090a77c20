package dev.walkback.notifier.core;

import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.plan.Attempt;
import dev.walkback.events.plan.OwnerTarget;
import dev.walkback.events.plan.Plan;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One attempt of a plan, in words.
 *
 * @param how who is asked for what
 * @param furtherBack how many releases further back than the first choice
 */
public record Rung(String how, int furtherBack, List<VersionChange> changes) {

  public Rung {
    changes = List.copyOf(changes);
  }

  static List<Rung> of(Plan plan, List<WorkloadFacts> facts) {
    return plan.attempts().stream().map(attempt -> of(attempt, facts)).toList();
  }

  private static Rung of(Attempt attempt, List<WorkloadFacts> facts) {
    String how = attempt.owner().map(owner -> how(attempt, owner)).orElse(words(attempt));
    return new Rung(how, attempt.furtherBack(), VersionChange.of(attempt.targets(), facts));
  }

  private static String how(Attempt attempt, OwnerTarget owner) {
    return Words.owner(attempt.way(), owner) + " to " + Words.revision(attempt.way(), owner);
  }

  private static String words(Attempt attempt) {
    return Words.way(attempt.way());
  }

  /** What is tried after what, numbered. */
  static Fact order(List<Rung> rungs) {
    return new Fact(
        "Tried in this order",
        IntStream.range(0, rungs.size())
            .mapToObj(i -> "%d. %s".formatted(i + 1, rungs.get(i).inWords()))
            .toList());
  }

  String inWords() {
    return switch (furtherBack) {
      case 0 -> how;
      case 1 -> how + ", one release further back";
      default -> how + ", %d releases further back".formatted(furtherBack);
    };
  }
}
