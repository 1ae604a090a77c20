package dev.walkback.systemtests.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.systemtests.simulation.Play.Ending;
import dev.walkback.systemtests.simulation.Simulate.Options;
import dev.walkback.systemtests.simulation.Tally.Failure;
import dev.walkback.systemtests.simulation.script.Playwright;
import dev.walkback.systemtests.simulation.script.Script;
import dev.walkback.systemtests.simulation.services.Machinery;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Some hundred histories, and that the simulation itself can be trusted. */
class SimulationTest {

  private static final int HISTORIES = 500;

  @BeforeAll
  static void quiet() {
    Simulate.silenceTheServices();
  }

  @Test
  void every_invariant_holds_in_every_history() throws InterruptedException {
    Tally tally = new Campaign(1, HISTORIES, Machinery::new).run(2);

    assertThat(tally.failures())
        .as("to see one: system-tests/simulate --histories 1 --seed SEED")
        .isEmpty();
    assertThat(tally.histories()).isEqualTo(HISTORIES);
  }

  @Test
  void a_seed_is_one_history() {
    Script script = Playwright.write(7);

    assertThat(play(script).trace()).isEqualTo(play(Playwright.write(7)).trace());
  }

  @Test
  void it_makes_no_difference_whether_events_travel_as_bytes() {
    for (long seed = 1; seed <= 20; seed++) {
      Script script = Playwright.write(seed);

      assertThat(play(as(script, true)).trace())
          .as("seed %d", seed)
          .isEqualTo(play(as(script, false)).trace());
    }
  }

  @Test
  void a_failing_history_is_shrunk_to_what_is_needed() {
    PlantedFault fault = PlantedFault.named("a timer is lost");
    Script script = Playwright.write(firstFailing(fault));
    String invariant = violated(script, fault);

    List<Integer> needed = new Shrinker(script, fault.machinery(), invariant).shrink();

    assertThat(violated(script.only(needed), fault)).isEqualTo(invariant);
    assertThat(needed).hasSizeLessThan(script.happenings().size());
  }

  @Test
  void the_printed_command_plays_the_same_short_history_to_the_same_failure() {
    PlantedFault fault = PlantedFault.named("the dedupe is skipped");
    long seed = firstFailing(fault);
    String invariant = violated(Playwright.write(seed), fault);

    Options printed = printed(new Failure(seed, invariant), fault);

    assertThat(printed.seed()).isEqualTo(seed);
    assertThat(printed.only().orElseThrow())
        .hasSizeLessThan(Playwright.write(seed).happenings().size());
    assertThat(violated(Playwright.write(seed).only(printed.only().orElseThrow()), fault))
        .isEqualTo(invariant);
  }

  /** What somebody who copies the command asks for. */
  private static Options printed(Failure failure, PlantedFault fault) {
    var bytes = new ByteArrayOutputStream();
    new Explanation(new PrintStream(bytes, true, UTF_8), fault.machinery())
        .shrinkAndExplain(failure);
    String command =
        bytes
            .toString(UTF_8)
            .lines()
            .filter(line -> line.contains("system-tests/simulate"))
            .findFirst()
            .orElseThrow();
    String arguments = command.substring(command.indexOf("--"));
    return Options.parse(List.of(arguments.split(" ")));
  }

  private static long firstFailing(PlantedFault fault) {
    long seed = 1;
    while (end(Playwright.write(seed), fault).violation().isEmpty()) {
      seed++;
    }
    return seed;
  }

  private static String violated(Script script, PlantedFault fault) {
    return end(script, fault).violation().orElseThrow().invariant();
  }

  private static Ending end(Script script, PlantedFault fault) {
    return Play.of(script, fault.machinery().get(), false, new Coverage());
  }

  private static Ending play(Script script) {
    return Play.of(script, new Machinery(), true, new Coverage());
  }

  private static Script as(Script script, boolean bytes) {
    return new Script(
        script.seed(),
        bytes,
        script.policies(),
        script.fleet(),
        script.workloads(),
        script.happenings());
  }
}
