package dev.walkback.systemtests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.audit.AuditEntry.TriggerSuppressed.Suppression;
import dev.walkback.systemtests.simulation.Coverage.Move;
import dev.walkback.systemtests.simulation.services.Machinery;
import dev.walkback.systemtests.simulation.world.Fault.ApiTrouble;
import dev.walkback.systemtests.simulation.world.Fault.ChatTrouble;
import dev.walkback.systemtests.simulation.world.Point;
import dev.walkback.systemtests.simulation.world.ServiceName;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every arrow of the picture in the docs is taken, and nothing is suppressed for an unseen reason.
 */
class CoverageTest {

  private static final int HISTORIES = 5_000;
  private static final Path PICTURE = Path.of("..", "docs", "state-machine.md");
  private static final Pattern ARROW = Pattern.compile("\\s+(\\S+) --> (\\S+): (.*)");

  /** Moves that no history makes, each with its reason. */
  private static final Map<Move, String> NEVER =
      Map.of(
          new Move("RollingBack", "OwnerStepSucceeded"),
          "The executor asks no owner yet: it refuses every such step, and the next way is taken");

  private static Coverage coverage = new Coverage();
  private static Set<String> faults = Set.of();

  @BeforeAll
  static void play() throws InterruptedException {
    Simulate.silenceTheServices();
    Tally tally = new Campaign(50_000, HISTORIES, Machinery::new).run(2);
    assertThat(tally.failures()).isEmpty();
    coverage = tally.coverage();
    faults = tally.faults().keySet();
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

  @Test
  void every_process_dies_at_every_point() {
    Set<String> all =
        Arrays.stream(Point.values()).map(point -> "crash " + point).collect(Collectors.toSet());

    assertThat(faults).containsAll(all);
  }

  @Test
  void every_service_is_killed_frozen_and_rebalanced() {
    Set<String> all =
        Arrays.stream(ServiceName.values())
            .flatMap(name -> Stream.of("kill " + name, "freeze " + name, "rebalance " + name))
            .collect(Collectors.toSet());

    assertThat(faults).containsAll(all);
  }

  @Test
  void the_cluster_and_the_chat_fail_in_every_way() {
    Set<String> all = new TreeSet<>();
    Arrays.stream(ApiTrouble.values()).forEach(trouble -> all.add("api " + trouble));
    Arrays.stream(ChatTrouble.values()).forEach(trouble -> all.add("chat " + trouble));
    all.addAll(
        List.of(
            "cluster away",
            "chat away",
            "delayed record",
            "duplicated record",
            "evidence hangs",
            "holds unknown"));

    assertThat(faults).containsAll(all);
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
