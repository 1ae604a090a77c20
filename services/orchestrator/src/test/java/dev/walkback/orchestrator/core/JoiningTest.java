package dev.walkback.orchestrator.core;

import static dev.walkback.orchestrator.core.World.BACKEND;
import static dev.walkback.orchestrator.core.World.NOON;
import static dev.walkback.orchestrator.core.World.SHOP;
import static dev.walkback.orchestrator.core.World.idOf;
import static dev.walkback.orchestrator.core.World.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.audit.AuditEntry.TriggerJoined;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed.Suppression;
import dev.walkback.events.command.Command;
import dev.walkback.events.suspicion.Scenario;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JoiningTest {

  @Test
  void a_command_joins_the_live_rollback() {
    Saga saga = Stories.rollingBack().command("command-1", Optional.empty());

    assertThat(saga.lastEntry()).isInstanceOf(TriggerJoined.class);
  }

  @Test
  void a_command_that_asks_for_the_revision_gone_back_to_joins() {
    Saga saga = Stories.soaking().command("command-1", Optional.of(1L));

    assertThat(saga.lastEntry()).isInstanceOf(TriggerJoined.class);
  }

  @Test
  void a_command_that_asks_for_another_revision_than_the_live_rollback_is_refused() {
    Saga saga = Stories.soaking().command("command-1", Optional.of(7L));

    assertThat(suppression(saga)).isEqualTo(Suppression.NOT_APPLICABLE);
    assertThat(saga.lastEntry(TriggerSuppressed.class).explanation())
        .contains(idOf("Errors") + " goes to revision 1 of deployment/backend", "abort it first");
  }

  @Test
  void a_command_that_asks_for_a_revision_while_nothing_is_planned_joins_the_same_only() {
    assertThat(surveyingFor(Optional.of(1L)).command("command-2", Optional.of(1L)).lastEntry())
        .isInstanceOf(TriggerJoined.class);
    assertThat(suppression(surveyingFor(Optional.of(2L)).command("command-2", Optional.of(1L))))
        .isEqualTo(Suppression.NOT_APPLICABLE);
    assertThat(suppression(surveyingFor(Optional.empty()).command("command-2", Optional.of(1L))))
        .isEqualTo(Suppression.NOT_APPLICABLE);
  }

  @Test
  void a_command_for_another_trouble_than_that_of_the_live_rollback_is_refused() {
    assertThat(suppression(Stories.soaking().command("x", about(Scenario.DATA_CORRUPTION))))
        .isEqualTo(Suppression.NOT_APPLICABLE);
    assertThat(Stories.soaking().command("x", about(Scenario.BAD_DEPLOYMENT)).lastEntry())
        .isInstanceOf(TriggerJoined.class);
  }

  private static Saga surveyingFor(Optional<Long> revision) {
    return Saga.by(policy(BACKEND)).command("command-1", revision);
  }

  private static Command about(Scenario scenario) {
    return new Command.RollBack(
        SHOP,
        "ada",
        "errors",
        NOON.plus(Duration.ofHours(1)),
        Optional.empty(),
        Optional.of(scenario));
  }

  private static Suppression suppression(Saga saga) {
    return saga.lastEntry(TriggerSuppressed.class).reason();
  }
}
