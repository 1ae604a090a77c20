package dev.walkback.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.events.ContentDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestPrefixTest {

  private static final ContentDigest GOOD = ContentDigest.of("good"); // 770e607624…

  @ParameterizedTest
  @ValueSource(strings = {"770e60", "770E607624", "sha256:770e607624"})
  void the_first_digits_name_a_digest_however_they_were_copied(String text) {
    assertThat(DigestPrefix.parse(text).matches(GOOD)).isTrue();
  }

  @Test
  void other_digits_do_not() {
    assertThat(DigestPrefix.parse("70e607624d").matches(GOOD)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"770e6", "", "sha256:", "770g60", "770e60…"})
  void what_is_too_short_or_no_digest_is_refused(String text) {
    assertThatThrownBy(() -> DigestPrefix.parse(text))
        .hasMessageStartingWith("Expected the first 6 or more hexadecimal digits");
  }

  @Test
  void only_all_digits_are_a_whole_digest() {
    assertThat(DigestPrefix.parse(GOOD.value()).whole()).contains(GOOD);
    assertThat(DigestPrefix.parse("770e60").whole()).isEmpty();
  }
}
