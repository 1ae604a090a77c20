package dev.walkback.systemtests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.audit.AuditEntry.TriggerSuppressed.Suppression;
import dev.walkback.systemtests.simulation.Coverage.Move;
import dev.walkback.systemtests.simulation.services.Machinery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every arrow of the picture in the docs is taken, and nothing is suppressed for an unseen reason. */
class CoverageTest {

  private static final int HISTORIES = 4_000;
  private static final Path PICTURE = Path.of("..", "docs", "state-machine.md");
  private static final Pattern ARROW = Pattern.compile("\\s+(\\S+) --> (\\S+): (.*)");

  /** Moves that no history makes, each with its reason. */
  private static final Map<Move, String> NEVER = Map.of();

  private static Coverage coverage = new Coverage();

  @BeforeAll
  static void play() throws InterruptedException {
    Simulate.silenceTheServices();
    coverage = new Campaign(50_000, HISTORIES, Machinery::new).run(2).coverage();
  }

  @Test
  void every_move_of_the_picture_is_made_or_excused() throws IOException {
    Set<Move> never = new TreeSet<>(arrows());
    never.removeAll(coverage.moves().keySet());

    assertThat(never).isEqualTo(new TreeSet<>(NEVER.keySet()));
  }

  @Test
  void every_reason_to_do_nothing_is_given() {
    Set<String> all =
        Arrays.stream(Suppression.values()).map(Enum::name).collect(Collectors.toSet());

    assertThat(coverage.suppressions().keySet()).isEqualTo(all);
  }

  private static List<Move> arrows() throws IOException {
    return Files.readAllLines(PICTURE).stream()
        .map(ARROW::matcher)
        .filter(Matcher::matches)
        .filter(arrow -> !arrow.group(1).equals("[*]"))
        .flatMap(arrow ->
            Arrays.stream(arrow.group(3).split("<br/>"))
                .map(label -> new Move(arrow.group(1), label.strip())))
        .toList();
  }
}
