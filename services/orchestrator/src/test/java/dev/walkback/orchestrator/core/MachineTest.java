package dev.walkback.orchestrator.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.orchestrator.core.Saga.Move;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MachineTest {

  private static final Path PICTURE = Path.of("../../docs/state-machine.md");
  private static final boolean WRITE = Boolean.getBoolean("walkback.write-contract");

  @Test
  void every_transition_is_taken_by_some_story_and_no_other() {
    Set<String> taken =
        Stories.all().values().stream()
            .flatMap(story -> story.moves().stream())
            .map(MachineTest::sentence)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(taken)
        .containsExactlyInAnyOrderElementsOf(
            Machine.legalMoves().stream().map(MachineTest::sentence).toList());
  }

  @Test
  void the_picture_in_the_docs_is_that_of_the_code() throws IOException {
    String picture = picture();

    if (WRITE) {
      Files.writeString(PICTURE, picture);
    }

    assertThat(Files.readString(PICTURE)).isEqualTo(picture);
  }

  private static String sentence(Move move) {
    return "%s --%s--> %s".formatted(move.from(), move.entry(), move.to());
  }

  private static String picture() {
    var arrows = new TreeMap<String, TreeSet<String>>();
    for (Move move : Machine.legalMoves()) {
      arrows
          .computeIfAbsent(arrow(move), _ -> new TreeSet<>())
          .add(move.entry().replaceFirst("HumanNeeded ", ""));
    }
    String lines =
        arrows.entrySet().stream()
            .map(arrow ->
                "    %s: %s%n".formatted(arrow.getKey(), String.join("<br/>", arrow.getValue())))
            .collect(Collectors.joining());
    return """
    # The states of a rollback

    Written by the test that holds it against the code. Every arrow is an audit entry; nothing else moves a rollback.
    `AtRest` has no live rollback; what an application remembers (fence, quarantine, cooldown, triggers heard) stays.

    ```mermaid
    stateDiagram-v2
        [*] --> AtRest
    """
        + lines
        + "```\n";
  }

  private static String arrow(Move move) {
    List<String> ends = List.of("RollbackSucceeded", "RollbackFailed", "HumanNeeded");
    String end = ends.stream().filter(move.entry()::startsWith).findFirst().orElse(move.to());
    String to =
        switch (end) {
          case "RollbackSucceeded" -> "Healthy";
          case "RollbackFailed" -> "Failed";
          case "HumanNeeded" -> "NeedsHuman";
          default -> end;
        };
    return move.from() + " --> " + to;
  }
}
