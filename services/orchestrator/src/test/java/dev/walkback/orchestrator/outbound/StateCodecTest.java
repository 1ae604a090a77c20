package dev.walkback.orchestrator.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.events.release.Standing;
import dev.walkback.orchestrator.core.ApplicationState;
import dev.walkback.orchestrator.core.Decider;
import dev.walkback.orchestrator.core.Fold;
import dev.walkback.orchestrator.core.Input;
import dev.walkback.orchestrator.core.Rollback;
import dev.walkback.orchestrator.core.Saga;
import dev.walkback.orchestrator.core.Stories;
import dev.walkback.orchestrator.core.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateCodecTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final boolean WRITE = Boolean.getBoolean("walkback.write-contract");

  private final StateCodec codec = new StateCodec();

  @Test
  void every_state_is_read_back_as_it_was_written() {
    for (Saga saga : states().values()) {
      StoredApplication stored = stored(saga);

      assertThat(codec.decode(codec.encode(stored))).isEqualTo(stored);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"surveying", "rolling-back", "verifying", "soaking", "at-rest"})
  void a_state_that_version_1_wrote_loads_and_goes_on(String name) throws IOException {
    StoredApplication loaded =
        codec.decode(Files.readAllBytes(GOLDEN.resolve("state.v1." + name + ".json")));

    StoredApplication today = stored(java.util.Objects.requireNonNull(direct().get(name)));
    assertThat(loaded.version()).isEqualTo(StoredApplication.VERSION);
    assertThat(loaded.state().live().map(live -> live.getClass().getSimpleName()))
        .isEqualTo(today.state().live().map(live -> live.getClass().getSimpleName()));
    assertThat(loaded.state().memory().seen()).isEqualTo(today.state().memory().seen());
    assertThat(goOn(loaded).live().map(Rollback::phase))
        .isEqualTo(goOn(today).live().map(Rollback::phase));
  }

  @Test
  void what_version_1_quarantined_stays_quarantined() throws IOException {
    StoredApplication loaded =
        codec.decode(Files.readAllBytes(GOLDEN.resolve("state.v1.at-rest.json")));

    assertThat(loaded.state().memory().ledger().standing(World.V2)).isEqualTo(Standing.QUARANTINED);
  }

  @ParameterizedTest
  @MethodSource("names")
  void a_state_that_version_2_wrote_loads_for_ever(String name) throws IOException {
    StoredApplication today = stored(java.util.Objects.requireNonNull(states().get(name)));
    Path file = GOLDEN.resolve("state.v2." + name.replace(' ', '-') + ".json");
    if (WRITE && !Files.exists(file)) {
      Files.write(file, codec.encode(today));
    }

    assertThat(codec.decode(Files.readAllBytes(file))).isEqualTo(today);
  }

  @Test
  void a_state_from_before_endings_were_kept_loads() throws IOException {
    StoredApplication loaded =
        codec.decode(Files.readAllBytes(GOLDEN.resolve("state.v2.at-rest.1.json")));

    StoredApplication today = stored(Stories.healthy());
    assertThat(loaded.state().memory().ending()).isEmpty();
    assertThat(loaded)
        .usingRecursiveComparison()
        .ignoringFields("state.memory.ending")
        .isEqualTo(today);
  }

  static java.util.Set<String> names() {
    return states().keySet();
  }

  /** The next thing that happens to each of them. */
  private static ApplicationState goOn(StoredApplication stored) {
    ApplicationState state = stored.state();
    if (state.live().isEmpty()) {
      return state;
    }
    var fired = new Input.TimerFired(state.live().orElseThrow().timer());
    for (var entry :
        Decider.decide(state, fired, Optional.empty(), World.NOON.plusSeconds(99999)).entries()) {
      state = Fold.evolve(state, entry, World.NOON.plusSeconds(99999));
    }
    return state;
  }

  @Test
  void a_state_of_a_later_version_is_refused() {
    byte[] later = "{\"version\": 3}".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> codec.decode(later))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("version 1 to 2, but found 3");
  }

  @Test
  void what_an_application_at_rest_remembers_is_small() {
    assertThat(codec.encode(stored(Stories.healthy()))).hasSizeLessThan(6_000);
  }

  private static StoredApplication stored(Saga saga) {
    return StoredApplication.of(saga.state(), saga.timers());
  }

  private static Map<String, Saga> states() {
    Map<String, Saga> states = new LinkedHashMap<>();
    Stories.inEveryState().forEach((name, saga) -> states.put(name, saga.get()));
    states.put("at rest", Stories.healthy());
    states.put("taken over", Stories.withoutAnOlderContent().acknowledge("grace"));
    states.put("rejected", Stories.awaitingApproval().reject("eve"));
    states.put("fleet", Stories.fleet());
    return states;
  }

  private static Map<String, Saga> direct() {
    Map<String, Saga> states = new LinkedHashMap<>();
    states.put("surveying", Stories.surveying());
    states.put("rolling-back", Stories.rollingBackTwo());
    states.put("verifying", Stories.verifying());
    states.put("soaking", Stories.soaking());
    states.put("at-rest", Stories.healthy());
    return states;
  }
}
