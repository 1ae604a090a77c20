package dev.walkback.systemtests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.systemtests.simulation.invariants.Invariants;
import dev.walkback.systemtests.simulation.script.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page in the docs says of the simulation what the code does. */
class SimulationPageTest {

  private static final Path PAGE = Path.of("..", "docs", "simulation.md");

  @Test
  void every_invariant_stands_on_the_page() throws IOException {
    List<String> rows =
        new Invariants(Playwright.write(1), List::of)
            .all().stream()
                .map(each -> "| `%s` | %s |".formatted(each.name(), each.sentence()))
                .toList();

    assertThat(Files.readAllLines(PAGE)).containsAll(rows);
  }

  @Test
  void every_planted_fault_stands_on_the_page() throws IOException {
    String page = Files.readString(PAGE);

    assertThat(PlantedFault.all())
        .hasSizeGreaterThanOrEqualTo(20)
        .allSatisfy(fault -> assertThat(page).contains("\n| " + fault.name() + " | `"));
  }
}
