package dev.walkback.notifier.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.audit.AuditEntry.HumanNeeded.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What messages send people to is there. */
class RunbooksTest {

  private static final Path ROOT = Path.of("../..");
  private static final Path RUNBOOKS = ROOT.resolve("docs/runbooks");
  private static final Pattern LINK = Pattern.compile("\\]\\(([a-z0-9-]+\\.md)\\)");

  @ParameterizedTest
  @EnumSource(Reason.class)
  void each_reason_has_the_page_that_its_message_names(Reason reason) throws IOException {
    String page = page(Advice.runbook(reason));

    assertThat(page).startsWith("# ").contains("`" + reason + "`", "\n1. ");
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void each_reason_stands_in_the_list_of_pages(Reason reason) throws IOException {
    String file = Path.of(Advice.runbook(reason)).getFileName().toString();

    assertThat(Files.readString(RUNBOOKS.resolve("README.md")))
        .contains("](" + file + "): `" + reason + "`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"approvals", "holds", "storm-brake"})
  void what_other_messages_name_is_there_too(String name) throws IOException {
    assertThat(page(Advice.page(name))).startsWith("# ");
  }

  @Test
  void no_link_between_the_pages_is_dead() throws IOException {
    try (Stream<Path> pages = Files.list(RUNBOOKS)) {
      for (Path page : pages.toList()) {
        Matcher link = LINK.matcher(Files.readString(page));
        while (link.find()) {
          assertThat(RUNBOOKS.resolve(link.group(1))).as("linked by %s", page).exists();
        }
      }
    }
  }

  private static String page(String line) throws IOException {
    return Files.readString(ROOT.resolve(line.replace("Runbook: ", "")));
  }
}
