package dev.walkback.systemtests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.systemtests.simulation.Play.Ending;
import dev.walkback.systemtests.simulation.invariants.Invariants.Violation;
import dev.walkback.systemtests.simulation.script.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulation bites: whatever promise is broken, it notices. */
class PlantedFaultsTest {

  private static final int MOST_SEEDS = 1_000;
  private static final List<String> FOUND = new ArrayList<>();

  @BeforeAll
  static void quiet() {
    Simulate.silenceTheServices();
  }

  @ParameterizedTest
  @MethodSource
  void is_found(PlantedFault fault) {
    int seed = 0;
    Optional<Violation> violation = Optional.empty();
    while (violation.isEmpty() && seed < MOST_SEEDS) {
      Ending ending =
          Play.of(Playwright.write(++seed), fault.machinery().get(), false, new Coverage());
      violation = ending.violation();
    }

    assertThat(violation).as("%s, after %d seeds", fault, seed).isPresent();
    FOUND.add("| %s | `%s` | %d |".formatted(fault, violation.get().invariant(), seed));
  }

  static List<PlantedFault> is_found() {
    return PlantedFault.all();
  }

  @AfterAll
  static void report() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("| planted fault | found by | seeds needed |");
    lines.add("|---|---|---|");
    lines.addAll(FOUND);
    Path report = Path.of("target", "planted-faults.md");
    Files.createDirectories(report.getParent());
    Files.write(report, lines);
    lines.forEach(System.out::println);
  }
}
