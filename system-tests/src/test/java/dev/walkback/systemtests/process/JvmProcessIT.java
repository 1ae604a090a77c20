package dev.walkback.systemtests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmProcessIT {

  private static final Jvm TICKER = Jvm.running(Ticker.class.getName(), List.of());

  @TempDir Path directory;
  private JvmProcess process;

  @BeforeEach
  void start() {
    process = started(TICKER.with(Map.of("ticker.given", "one")), "ticker");
  }

  @AfterEach
  void stop() {
    process.close();
  }

  @Test
  void it_is_given_properties_and_variables() {
    JvmProcess given =
        started(
            TICKER
                .with(Map.of("ticker.given", "one"))
                .withEnvironment(Map.of("TICKER_GIVEN", "two")),
            "given");

    given.close();

    assertThat(given.printed()).contains("property one", "variable two");
  }

  @Test
  void killed_it_is_gone_at_once() {
    process.kill();

    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void frozen_it_lives_and_does_nothing_until_it_is_thawed() {
    process.freeze();
    AtomicInteger length = new AtomicInteger();
    await()
        .pollInterval(Duration.ofMillis(200))
        .until(() -> process.printed().size() == length.getAndSet(process.printed().size()));
    assertThat(process.isAlive()).isTrue();

    process.thaw();

    await().until(() -> process.printed().size() > length.get());
  }

  @Test
  void frozen_it_can_be_killed() {
    process.freeze();

    process.kill();

    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void what_ends_by_itself_tells_its_status() {
    JvmProcess ending = started(TICKER.with(Map.of("ticker.ends", "3")), "ending");

    assertThat(ending.awaitExit(Duration.ofSeconds(30))).isEqualTo(7);
  }

  private JvmProcess started(Jvm jvm, String name) {
    JvmProcess started = JvmProcess.start(jvm, directory.resolve(name + ".log"));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> started.printed().stream().anyMatch(line -> line.startsWith("tick")));
    return started;
  }
}
