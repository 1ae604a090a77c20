package dev.walkback.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ReadinessWatchTest {

  private final AtomicReference<Map<String, String>> problems = new AtomicReference<>(Map.of());
  private final List<String> said = new ArrayList<>();
  private final ReadinessWatch watch = new ReadinessWatch(problems::get, said::add);

  @Test
  void nothing_is_said_while_all_is_well() {
    assertThat(watch.look()).isTrue();
    assertThat(said).isEmpty();
  }

  @Test
  void what_goes_wrong_is_said_once_and_its_end_as_well() {
    problems.set(Map.of("cluster", "it does not answer"));
    watch.look();
    watch.look();
    problems.set(Map.of());
    watch.look();

    assertThat(said).containsExactly("NOT READY, cluster: it does not answer", "ready again");
  }
}
