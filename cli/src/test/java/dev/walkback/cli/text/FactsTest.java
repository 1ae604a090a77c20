package dev.walkback.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.audit.AuditEntry.HumanNeeded;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.codec.Decoded;
import dev.walkback.events.codec.EventCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every kind of entry that was ever written, as a sentence. What was told is left in {@code
 * target/told}, to be read and copied when the change is meant.
 */
class FactsTest {

  private static final Path ENTRIES = Path.of("../shared-events/src/test/resources/golden/audit");
  private static final Path GOLDEN = Path.of("src/test/resources/text/every-kind.txt");

  @Test
  void every_kind_of_entry_of_every_version_is_told_in_one_sentence() throws IOException {
    var facts = new Facts(ZoneOffset.UTC);
    String told =
        files().stream()
            .map(file -> line(file, facts.of(read(file))))
            .collect(Collectors.joining());

    Files.writeString(
        Files.createDirectories(Path.of("target/told")).resolve("every-kind.txt"), told);
    assertThat(told).isEqualTo(Files.readString(GOLDEN));
  }

  @ParameterizedTest
  @EnumSource(HumanNeeded.Reason.class)
  void every_reason_to_call_a_human_has_a_page_and_is_listed(HumanNeeded.Reason reason)
      throws IOException {
    Path page = Path.of("..").resolve(Facts.runbook(reason));

    assertThat(Files.readString(page)).contains("`" + reason + "`");
    assertThat(Files.readString(page.resolveSibling("README.md")))
        .contains("(" + page.getFileName() + "): `" + reason + "`");
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(ENTRIES)) {
      return files.sorted().toList();
    }
  }

  private static String line(Path file, Fact fact) {
    return "%s%n  %s: %s%n".formatted(file.getFileName(), fact.kind().word(), fact.text());
  }

  private static AuditRecord read(Path file) {
    try {
      Map<String, byte[]> headers =
          Map.of(
              "ce_specversion", bytes("1.0"),
              "ce_id", bytes("1"),
              "ce_source", bytes("/test"),
              "ce_type", bytes("dev.walkback.audit.recorded.v1"));
      var read = (Decoded.Read) new EventCodec().decode(headers, Files.readAllBytes(file));
      return (AuditRecord) read.envelope().data();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
