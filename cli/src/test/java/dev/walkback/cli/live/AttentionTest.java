package dev.walkback.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.cli.SampleSaga;
import dev.walkback.events.audit.RollbackStatus.Phase;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttentionTest {

  private final SampleSaga saga = SampleSaga.of("production/backend");

  @Test
  void who_waits_for_approval_says_how_many_why_until_when_and_what_to_type() {
    assertThat(Attention.lines(saga.status(Phase.AWAITING_APPROVAL), SampleSaga.START))
        .containsExactly(
            "waits for: 1 of 2 approvals of plan %s; 15 min 00 s left".formatted(digest()),
            "because:   The policy asks for it where the trouble is data corruption",
            "agreed:    bob",
            "to agree:  ./walkback approve production/backend --plan " + digest(),
            "to refuse: ./walkback reject production/backend --reason '…'");
  }

  @Test
  void who_waits_for_an_operator_says_what_an_operator_may_type() {
    assertThat(Attention.lines(saga.status(Phase.AWAITING_HUMAN), SampleSaga.START))
        .containsExactly(
            "waits for: an operator",
            "try again: ./walkback retry production/backend",
            "take over: ./walkback ack production/backend",
            "end it:    ./walkback abort production/backend --reason '…'");
  }

  @Test
  void who_waits_for_others_says_for_what() {
    assertThat(Attention.lines(saga.status(Phase.WAITING), SampleSaga.START))
        .containsExactly("waits for: the hold by carol: the database is moved");
  }

  @ParameterizedTest
  @EnumSource(
      value = Phase.class,
      names = {"AWAITING_APPROVAL", "AWAITING_HUMAN", "WAITING"},
      mode = EnumSource.Mode.EXCLUDE)
  void nobody_is_asked_for_anything_otherwise(Phase phase) {
    assertThat(Attention.lines(saga.status(phase), SampleSaga.START)).isEmpty();
  }

  @Test
  void what_is_left_of_the_budget_counts_down_and_then_up() {
    var status = saga.status(Phase.VERIFYING);

    assertThat(Headline.budget(status, SampleSaga.START)).contains("5 min 00 s of the budget left");
    assertThat(Headline.budget(status, SampleSaga.START.plusSeconds(360)))
        .contains("1 min 00 s over budget");
    assertThat(Headline.budget(saga.status(Phase.HEALTHY), SampleSaga.START)).isEmpty();
  }

  @Test
  void the_live_view_shows_it_above_the_checklist_within_the_width_of_the_terminal() {
    var text = new StringWriter();
    LiveView view = LiveView.on(new Terminal(new PrintWriter(text), true, false, 60));

    view.status(saga.status(Phase.AWAITING_APPROVAL), SampleSaga.START);

    assertThat(text.toString())
        .contains("waiting for approval, 0.0 s so far")
        .contains("  to agree:  ./walkback approve production/backend")
        .satisfies(shown ->
            assertThat(shown.lines().skip(2))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60)));
  }

  private String digest() {
    return saga.plan().digest().abbreviated();
  }
}
