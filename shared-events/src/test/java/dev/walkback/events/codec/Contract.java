package dev.walkback.events.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.walkback.events.Envelope;
import dev.walkback.events.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files that hold the contract in place. After a deliberate change run once with {@code
 * -Dwalkback.write-contract=true} and read the diff: existing golden files must never change their
 * meaning. Where a record got new fields, keep the old file as {@code NAME.1.json}.
 */
final class Contract {

  static final Path RESOURCES = Path.of("src/main/resources");
  static final Path SCHEMAS = RESOURCES.resolve("schemas");
  static final Path GOLDEN = Path.of("src/test/resources/golden");
  static final Path GOLDEN_ENTRIES = GOLDEN.resolve("audit");

  private static final boolean WRITE = Boolean.getBoolean("walkback.write-contract");
  private static final JsonMapper PRETTY =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();
  private static final EventCodec CODEC = new EventCodec();

  /** The file holds this text; in writing mode it is made so. */
  static void check(Path file, String expected) throws IOException {
    if (WRITE) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, expected);
    }
    assertThat(Files.readString(file)).isEqualTo(expected);
  }

  static String pretty(Event event) {
    return pretty(PRETTY.readTree(CODEC.json(event)));
  }

  static String pretty(Object json) {
    return PRETTY.writeValueAsString(json) + "\n";
  }

  /** Files of a golden folder, older versions included. */
  static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** The name of a golden file without its version and ending. */
  static String nameOf(Path golden) {
    return golden.getFileName().toString().replaceFirst("(\\.\\d+)?\\.json$", "");
  }

  /** What the schema of a type says against a text; empty: nothing. */
  static List<?> complaints(String typeName, String json) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(SCHEMAS.resolve(typeName + ".json")));
    return schema.validate(json, InputFormat.JSON);
  }

  /** All records of a family, through the families within it. */
  static Stream<Class<?>> members(Class<?> family) {
    return family.isSealed()
        ? Arrays.stream(family.getPermittedSubclasses()).flatMap(Contract::members)
        : Stream.of(family);
  }

  static Envelope<Event> envelope(Event sample) {
    return new Envelope<>(
        "id-1", "/walkback/test", Instant.parse("2026-11-24T03:00:00Z"), Optional.empty(), sample);
  }

  /** The bytes of a file, read as the event type of this name. */
  static Decoded decode(String typeName, Path file) throws IOException {
    var headers = CODEC.encode(envelope(sampleOf(typeName))).headers();
    return CODEC.decode(headers, Files.readAllBytes(file));
  }

  private static Event sampleOf(String typeName) {
    return Samples.ALL.stream()
        .filter(sample -> EventTypes.of(sample).name().equals(typeName))
        .findFirst()
        .orElseThrow();
  }

  private Contract() {}
}
