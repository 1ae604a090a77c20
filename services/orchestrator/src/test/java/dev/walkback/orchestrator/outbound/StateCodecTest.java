package dev.walkback.orchestrator.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.orchestrator.core.Saga;
import dev.walkback.orchestrator.core.Stories;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
  void a_state_that_version_1_wrote_loads_for_ever(String name) throws IOException {
    StoredApplication today = stored(java.util.Objects.requireNonNull(states().get(name)));
    Path file = GOLDEN.resolve("state.v1." + name + ".json");
    if (WRITE && !Files.exists(file)) {
      Files.write(file, codec.encode(today));
    }

    StoredApplication loaded = codec.decode(Files.readAllBytes(file));

    assertThat(loaded).isEqualTo(today);
  }

  @Test
  void a_state_of_a_later_version_is_refused() {
    byte[] later = "{\"version\": 2}".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> codec.decode(later))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("version 1 to 1, but found 2");
  }

  @Test
  void what_an_application_at_rest_remembers_is_small() {
    assertThat(codec.encode(stored(Stories.healthy()))).hasSizeLessThan(2_000);
  }

  private static StoredApplication stored(Saga saga) {
    return StoredApplication.of(saga.state(), saga.timers());
  }

  private static Map<String, Saga> states() {
    Map<String, Saga> states = new LinkedHashMap<>();
    states.put("surveying", Stories.surveying());
    states.put("rolling-back", Stories.rollingBackTwo());
    states.put("verifying", Stories.verifying());
    states.put("soaking", Stories.soaking());
    states.put("at-rest", Stories.healthy());
    return states;
  }
}
