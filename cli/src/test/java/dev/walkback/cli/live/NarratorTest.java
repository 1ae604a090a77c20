package dev.walkback.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.cli.SampleStory;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.audit.AuditRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each golden text is the whole story; {@code \e} stands for the escape character. What was told is
 * left in {@code target/told}, to be read and copied when the change is meant.
 */
class NarratorTest {

  private static final Path GOLDEN = Path.of("src/test/resources/live");
  private static final ApplicationId BACKEND = ApplicationId.parse("production/backend");

  @ParameterizedTest
  @CsvSource({
    "plain, false, false, 120",
    "plain-narrow, false, false, 60",
    "terminal-colour-80, true, true, 80",
    "terminal-no-colour-120, true, false, 120"
  })
  void the_story_reads_as_its_golden_text(
      String name, boolean interactive, boolean colour, int width) throws IOException {
    String told = tell(interactive, colour, width);

    String visible = told.replace("\u001b", "\\e");
    Files.writeString(
        Files.createDirectories(Path.of("target/told")).resolve(name + ".txt"), visible);
    assertThat(visible).isEqualTo(Files.readString(GOLDEN.resolve(name + ".txt")));
  }

  @Test
  void a_pipe_gets_no_escape_codes() {
    assertThat(tell(false, false, 120)).doesNotContain("\u001b");
  }

  @Test
  void no_line_is_wider_than_the_terminal() {
    assertThat(tell(true, false, 80).replaceAll("\u001b\\[\\d*[A-Za-z]", "").lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void what_an_alert_says_cannot_write_escape_codes() {
    assertThat(tell(true, false, 80)).doesNotContain("\u001b[31m");
  }

  private static String tell(boolean interactive, boolean colour, int width) {
    var text = new StringWriter();
    var terminal = new Terminal(new PrintWriter(text), interactive, colour, width);
    LiveView view = LiveView.on(terminal);
    var narrator = new Narrator(view, ZoneOffset.UTC, SampleStory.START);
    List<AuditRecord> records = SampleStory.of(BACKEND, "alert/1");
    records.forEach(record -> {
      narrator.tell(record, record.at());
      view.tick(record.at().plusMillis(500));
    });
    view.end();
    return text.toString();
  }
}
