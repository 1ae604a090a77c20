package dev.walkback.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void a_line_breaks_before_a_word_that_fits_on_the_next_one() {
    assertThat(Printable.wrap("revision 1 (registry.example.org/shop/backend:1.0), away", 41))
        .containsExactly("revision 1", "(registry.example.org/shop/backend:1.0),", "away");
  }

  @Test
  void only_a_word_that_fits_on_no_line_is_cut() {
    assertThat(Printable.wrap("see sha256:0123456789abcdef now", 10))
        .containsExactly("see sha256", ":012345678", "9abcdef", "now");
  }

  @Test
  void one_is_told_from_many() {
    assertThat(Counts.of(1, "policy")).isEqualTo("1 policy");
    assertThat(Counts.of(0, "policy")).isEqualTo("0 policies");
    assertThat(Counts.of(2, "problem")).isEqualTo("2 problems");
  }
}
