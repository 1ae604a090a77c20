package dev.walkback.orchestrator.core;

import static dev.walkback.orchestrator.core.Stories.BAD_BACKEND;
import static dev.walkback.orchestrator.core.World.BACKEND;
import static dev.walkback.orchestrator.core.World.FRONTEND;
import static dev.walkback.orchestrator.core.World.NOON;
import static dev.walkback.orchestrator.core.World.V1;
import static dev.walkback.orchestrator.core.World.V2;
import static dev.walkback.orchestrator.core.World.V3;
import static dev.walkback.orchestrator.core.World.facts;
import static dev.walkback.orchestrator.core.World.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.Target;
import dev.walkback.events.plan.PlanLine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuspectsTest {

  @Test
  void only_what_was_released_in_the_window_goes_back() {
    Saga saga =
        Saga.by(policy(BACKEND, FRONTEND)).suspect("Errors", BAD_BACKEND, Stories.OLD_FRONTEND);

    assertThat(saga.live().story().plan()).extracting(Target::workload).containsExactly(BACKEND);
  }

  @Test
  void a_release_at_the_very_beginning_of_the_window_counts() {
    Saga saga =
        Saga.by(policy(BACKEND))
            .suspect("Errors", facts(BACKEND, NOON.minus(Duration.ofHours(1)), V1, V2));

    assertThat(saga.live().phase()).hasToString("ROLLING_BACK");
  }

  @Test
  void what_was_released_after_the_alert_began_stays() {
    Saga saga =
        Saga.by(policy(BACKEND, FRONTEND))
            .pass(Duration.ofMinutes(2))
            .suspect("Errors", BAD_BACKEND, facts(FRONTEND, NOON.plusSeconds(121), V2, V3));

    assertThat(saga.live().story().plan()).extracting(Target::workload).containsExactly(BACKEND);
    assertThat(lines(saga))
        .anyMatch(line ->
            line.subject().equals("deployment/frontend")
                && line.why().contains("after the alert began"));
  }

  @Test
  void a_command_takes_the_last_release_back_and_leaves_what_was_released_long_before_it() {
    Saga saga =
        Saga.by(policy(BACKEND, FRONTEND))
            .command("command-1", Optional.empty())
            .surveyed(BAD_BACKEND, Stories.OLD_FRONTEND);

    assertThat(saga.live().story().plan()).extracting(Target::workload).containsExactly(BACKEND);
    assertThat(lines(saga)).anyMatch(line -> line.why().contains("not with the last release"));
  }

  @Test
  void a_command_takes_a_release_back_however_long_ago_it_was() {
    Saga saga =
        Saga.by(policy(BACKEND, FRONTEND))
            .command("command-1", Optional.empty())
            .surveyed(Stories.OLD_FRONTEND, facts(BACKEND, NOON.minus(Duration.ofDays(9)), V1, V2));

    assertThat(saga.live().story().plan()).extracting(Target::workload).containsExactly(FRONTEND);
  }

  @Test
  void of_the_last_release_a_command_takes_back_what_has_an_older_content() {
    Saga saga =
        Saga.by(policy(BACKEND, FRONTEND))
            .command("command-1", Optional.empty())
            .surveyed(Stories.BAD_FRONTEND, facts(BACKEND, NOON, V1));

    assertThat(saga.live().story().plan()).extracting(Target::workload).containsExactly(FRONTEND);
  }

  private static List<PlanLine> lines(Saga saga) {
    return saga.live().course().plan().orElseThrow().lines();
  }
}
