package dev.walkback.orchestrator.core;

import dev.walkback.events.suspicion.Scenario;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether a command may join the rollback that is live: only one that asks for the same, or for
 * nothing in particular. Whoever wants something else must not be told that it is on its way.
 */
final class Joining {

  private Joining() {}

  /** What is asked for beside what the rollback does, and what to do; empty if it may join. */
  static Optional<String> whatDiffers(
      Rollback live, Optional<Long> toRevision, Optional<Scenario> scenario) {
    return toRevision
        .filter(revision -> !goesTo(live, revision))
        .map(revision ->
            "%s %s, and revision %d is asked for".formatted(live.id(), whereTo(live), revision))
        .or(() ->
            scenario
                .filter(trouble -> trouble != live.story().start().scenario())
                .map(trouble ->
                    "%s is about %s, and %s is asked for"
                        .formatted(
                            live.id(),
                            Headlines.spoken(live.story().start().scenario()),
                            Headlines.spoken(trouble))))
        .map(difference -> difference + "; abort it first, or wait for its end");
  }

  private static boolean goesTo(Rollback live, long revision) {
    Story story = live.story();
    return story.plan().isEmpty()
        ? story.start().toRevision().filter(asked -> asked == revision).isPresent()
        : story.plan().stream().allMatch(target -> target.revision() == revision);
  }

  private static String whereTo(Rollback live) {
    Story story = live.story();
    if (story.plan().isEmpty()) {
      return story
          .start()
          .toRevision()
          .map("goes to revision %d"::formatted)
          .orElse("goes to the newest good release");
    }
    return "goes to "
        + story.plan().stream()
            .map(target ->
                "revision %d of %s".formatted(target.revision(), target.workload().shortName()))
            .collect(Collectors.joining(", "));
  }
}
