package dev.walkback.notifier.outbound.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlackTextTest {

  @Test
  void what_slack_gives_a_meaning_is_escaped() {
    assertThat(SlackText.escaped("a<b>&c")).isEqualTo("a&lt;b&gt;&amp;c");
  }

  @Test
  void a_call_to_everyone_is_broken_up() {
    assertThat(SlackText.escaped("@Channel @here @everyone"))
        .doesNotContainIgnoringCase("@channel")
        .doesNotContain("@here", "@everyone");
  }

  @Test
  void a_cap_never_cuts_an_escape() {
    assertThat(SlackText.capped("abc&amp;def", 7)).isEqualTo("abc…");
  }

  @Test
  void a_cap_never_cuts_a_character() {
    assertThat(SlackText.capped("abc🚨def", 5)).isEqualTo("abc…");
  }

  @Test
  void what_fits_stays_as_it_is() {
    assertThat(SlackText.capped("abc&amp;", 8)).isEqualTo("abc&amp;");
  }
}
