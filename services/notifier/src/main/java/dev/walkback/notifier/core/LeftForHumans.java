package dev.walkback.notifier.core;

import dev.walkback.events.audit.Mark;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.audit.RollbackStatus.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is left for humans, by the name of who looks after it, and how they say that it is done. */
final class LeftForHumans {

  static final String LABEL = "Left for humans";

  private static final String NOBODY = "nobody is named";
  private static final String UNPROVEN = "Walkback could not prove";

  private LeftForHumans() {}

  /** From the watch on, when there is time for it. */
  static Optional<Fact> of(RollbackStatus status) {
    return switch (status.phase()) {
      case SURVEYING,
          AWAITING_APPROVAL,
          WAITING,
          ROLLING_BACK,
          VERIFYING,
          AWAITING_HUMAN,
          REJECTED ->
          Optional.empty();
      case SOAKING, HEALTHY, FAILED, NEEDS_HUMAN, ABORTED -> Optional.of(fact(status));
    };
  }

  /** How many boxes wait for a human. */
  static String inWords(RollbackStatus status) {
    long left = status.leftForHumans().size();
    return left == 0
        ? "Nothing is left for humans."
        : left == 1 ? "One more is left for humans." : left + " more are left for humans.";
  }

  private static Fact fact(RollbackStatus status) {
    List<String> lines = new ArrayList<>();
    status
        .leftByOwner()
        .forEach((owner, marks) ->
            lines.add(owner.map(Words::quoted).orElse(NOBODY) + ": " + titles(marks)));
    if (status.phase() != Phase.SOAKING && !unproven(status).isEmpty()) {
      lines.add(UNPROVEN + ": " + titles(unproven(status)));
    }
    if (!status.leftForHumans().isEmpty()) {
      lines.add("When it is done: " + Commands.tick(status.application()).command());
    }
    return lines.isEmpty()
        ? Fact.of(LABEL, "nothing, every box is ticked")
        : new Fact(LABEL, lines);
  }

  private static List<Mark> unproven(RollbackStatus status) {
    return status.checklist().stream()
        .filter(mark ->
            switch (mark.state()) {
              case OPEN, FAILED -> true;
              case FOR_HUMANS, TICKED -> false;
            })
        .toList();
  }

  private static String titles(List<Mark> marks) {
    return marks.stream().map(mark -> mark.box().title()).collect(Collectors.joining(", "));
  }
}
