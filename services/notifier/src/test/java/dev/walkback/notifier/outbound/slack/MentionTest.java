package dev.walkback.notifier.outbound.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MentionTest {

  @ParameterizedTest
  @CsvSource({
    "channel,<!channel>",
    "here,<!here>",
    "S0614TZR7,<!subteam^S0614TZR7>",
    "U024BE7LH,<@U024BE7LH>"
  })
  void whom_to_call_is_written_as_slack_reads_it(String whom, String text) {
    assertThat(Mention.of(whom).before("help")).isEqualTo(text + " help");
  }

  @Test
  void nobody_is_called_where_nobody_is_named() {
    assertThat(Mention.of(" ").before("help")).isEqualTo("help");
  }

  @Test
  void a_name_that_slack_does_not_read_is_refused_at_the_start() {
    assertThatThrownBy(() -> Mention.of("@ops-team"))
        .hasMessageContaining("Expected whom to call")
        .hasMessageContaining("@ops-team");
  }
}
