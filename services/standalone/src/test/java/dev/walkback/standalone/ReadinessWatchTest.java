package dev.walkback.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadinessWatchTest {

  private final List<String> said = new ArrayList<>();
  private Map<String, String> problems = Map.of();
  private final ReadinessWatch watch = new ReadinessWatch(() -> problems, said::add);

  @Test
  void what_is_missing_is_told_once_and_so_is_its_end() {
    problems = Map.of("cluster", "403");
    watch.look();
    watch.look();
    problems = Map.of();
    watch.look();
    watch.look();

    assertThat(said)
        .containsExactly("NOT READY  cluster: 403", "READY  nothing is missing any more");
  }

  @Test
  void nothing_is_said_while_all_is_well() {
    watch.look();

    assertThat(said).isEmpty();
  }
}
