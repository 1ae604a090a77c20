package dev.walkback.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionTest {

  private final StringWriter shown = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"y\n", "Y\n", " yes \n", "YES"})
  void yes_is_yes(String answer) {
    assertThat(ask(answer)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "n\n", "no\n", "yesterday\n", "j\n"})
  void anything_else_is_no_and_silence_is_too(String answer) {
    assertThat(ask(answer)).isFalse();
  }

  @Test
  void the_question_shows_what_enter_means() {
    ask("");

    assertThat(shown).hasToString("Agree? [y/N] ");
  }

  private boolean ask(String answer) {
    return new Question(new PrintWriter(shown), new BufferedReader(new StringReader(answer)))
        .agreed("Agree?");
  }
}
