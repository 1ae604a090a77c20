package dev.walkback.notifier.outbound.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.notifier.core.Card;
import dev.walkback.notifier.core.Fact;
import dev.walkback.notifier.core.Instruction;
import dev.walkback.notifier.core.Tone;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class SlackBlocksTest {

  private static final Card CALL =
      Card.brief(Tone.HUMAN, "Help wanted", "It waits.", List.of(Fact.of("Step", "1-backend")))
          .withTodo(List.of("Look at the workload."))
          .withCommands(
              List.of(new Instruction("Try again", "walkback retry shop/web --reason 'WHY'")))
          .calling("help");

  @Test
  void what_a_person_must_do_stands_where_nothing_is_folded_away() {
    ObjectNode message = SlackBlocks.reply(CALL, Mention.of("channel"));

    assertThat(message.path("blocks").toString())
        .contains("Look at the workload.", "walkback retry shop/web --reason 'WHY'");
    assertThat(message.path("attachments").toString()).contains("1-backend");
  }

  @Test
  void a_command_to_copy_stands_alone_in_a_block_of_code() {
    ObjectNode message = SlackBlocks.message(CALL, Mention.NOBODY);

    assertThat(message.path("blocks").path(3).path("text").path("text").asString())
        .isEqualTo("Try again:\n```walkback retry shop/web --reason 'WHY'```");
  }

  @Test
  void whoever_is_called_is_mentioned_in_the_notification_and_in_what_is_shown() {
    ObjectNode message = SlackBlocks.reply(CALL, Mention.of("channel"));

    assertThat(message.path("text").asString()).startsWith("<!channel> Help wanted");
    assertThat(message.path("blocks").path(0).path("text").path("text").asString())
        .startsWith("<!channel> *Help wanted*");
  }

  @Test
  void a_command_cannot_break_out_of_its_block() {
    Card card =
        CALL.withCommands(
            List.of(new Instruction("x", "walkback skip shop/web --step ```<!here>")));

    ObjectNode message = SlackBlocks.message(card, Mention.NOBODY);

    assertThat(message.path("blocks").path(3).path("text").path("text").asString())
        .isEqualTo("x:\n```walkback skip shop/web --step '''&lt;!here&gt;```");
  }

  @Test
  void a_long_fact_has_the_whole_width() {
    Card card =
        Card.brief(
            Tone.PLAIN,
            "Plan",
            "Two ways.",
            List.of(
                Fact.of("Image", "x".repeat(90)), Fact.of("Step", "1"), Fact.of("Attempt", "2")));

    JsonNode below =
        SlackBlocks.message(card, Mention.NOBODY).path("attachments").path(0).path("blocks");

    assertThat(below.path(0).path("fields").size()).isEqualTo(2);
    assertThat(below.path(1).path("text").path("text").asString()).startsWith("*Image*");
  }
}
