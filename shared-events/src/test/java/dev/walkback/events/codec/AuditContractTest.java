package dev.walkback.events.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The audit is kept for ever, so every kind of entry that was ever written must load for ever. */
class AuditContractTest {

  private static final String TYPE = EventTypes.of(SampleEntries.EVERY_FIELD).name();

  static List<AuditEntry> entries() {
    return SampleEntries.ALL;
  }

  static List<Path> goldenFiles() throws IOException {
    return Contract.filesIn(Contract.GOLDEN_ENTRIES);
  }

  @Test
  void every_kind_of_audit_entry_has_a_name_of_its_own() {
    var named = AuditEntry.class.getAnnotation(JsonSubTypes.class).value();

    assertThat(Arrays.stream(named).map(type -> (Object) type.value()))
        .containsExactlyInAnyOrderElementsOf(Contract.members(AuditEntry.class).toList());
    assertThat(Arrays.stream(named).map(JsonSubTypes.Type::name)).doesNotHaveDuplicates();
  }

  @Test
  void every_kind_of_audit_entry_has_a_sample() {
    assertThat(SampleEntries.ALL)
        .extracting(entry -> (Object) entry.getClass())
        .containsExactlyInAnyOrderElementsOf(Contract.members(AuditEntry.class).toList());
  }

  @ParameterizedTest
  @MethodSource("entries")
  void the_golden_file_holds_the_entry_as_it_is_written_today(AuditEntry entry) throws IOException {
    Contract.check(
        Contract.GOLDEN_ENTRIES.resolve(SampleEntries.kind(entry) + ".json"),
        Contract.pretty(SampleEntries.record(entry)));
  }

  @ParameterizedTest
  @MethodSource("entries")
  void an_entry_is_read_back_as_it_was_written(AuditEntry entry) throws IOException {
    Path file = Contract.GOLDEN_ENTRIES.resolve(SampleEntries.kind(entry) + ".json");

    assertThat(Contract.decode(TYPE, file))
        .isEqualTo(new Decoded.Read(Contract.envelope(SampleEntries.record(entry))));
  }

  @ParameterizedTest
  @MethodSource("goldenFiles")
  void a_golden_file_of_any_version_loads_as_its_kind(Path file) throws IOException {
    assertThat(Contract.decode(TYPE, file))
        .isInstanceOfSatisfying(
            Decoded.Read.class,
            read ->
                assertThat(SampleEntries.kind(((AuditRecord) read.envelope().data()).entry()))
                    .isEqualTo(Contract.nameOf(file)));
  }

  @ParameterizedTest
  @MethodSource("goldenFiles")
  void a_golden_file_of_any_version_satisfies_the_schema_of_today(Path file) throws IOException {
    assertThat(Contract.complaints(TYPE, Files.readString(file))).isEmpty();
  }

  @Test
  void an_entry_of_no_known_kind_satisfies_no_schema() throws IOException {
    String json = Files.readString(Contract.GOLDEN_ENTRIES.resolve("hold-lifted.json"));

    assertThat(Contract.complaints(TYPE, json.replace("hold-lifted", "hold-invented")))
        .isNotEmpty();
  }

  @Test
  void the_first_audit_record_points_at_nothing() {
    assertThat(AuditRecord.NONE.abbreviated()).isEqualTo("0000000000");
  }
}
