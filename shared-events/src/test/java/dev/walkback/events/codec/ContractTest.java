package dev.walkback.events.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.Envelope;
import dev.walkback.events.Event;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.topic.Topic;
import dev.walkback.events.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every event has a codec entry, a schema, a golden file and a row in the docs. After a deliberate
 * change run once with {@code -Dwalkback.write-contract=true} and read the diff: existing golden
 * files must never change their meaning.
 */
class ContractTest {

  private static final boolean WRITE = Boolean.getBoolean("walkback.write-contract");
  private static final Path SCHEMAS = Path.of("src/main/resources/schemas");
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path DOCS = Path.of("../docs/events/README.md");
  private static final JsonMapper PRETTY =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private final EventCodec codec = new EventCodec();

  static List<Event> samples() {
    return Samples.ALL;
  }

  static Stream<Path> goldenFiles() throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      return files.sorted().toList().stream();
    }
  }

  @Test
  void every_event_on_a_topic_has_a_type_and_a_sample() {
    var onTopics =
        Topics.ALL.stream()
            .flatMap(topic -> topic.families().stream())
            .flatMap(ContractTest::members);

    assertThat(EventTypes.ALL)
        .extracting(type -> (Object) type.data())
        .containsExactlyInAnyOrderElementsOf(onTopics.toList());
    assertThat(Samples.ALL)
        .extracting(Object::getClass)
        .hasSameSizeAs(EventTypes.ALL)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void an_event_is_read_back_as_it_was_written(Event sample) {
    var envelope = envelope(sample);

    var wire = codec.encode(envelope);

    assertThat(codec.decode(wire.headers(), wire.value())).isEqualTo(new Decoded.Read(envelope));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void the_golden_file_holds_the_event_as_it_is_written_today(Event sample) throws IOException {
    check(GOLDEN.resolve(EventTypes.of(sample).name() + ".json"), pretty(codec.json(sample)));
  }

  @ParameterizedTest
  @MethodSource("goldenFiles")
  void a_golden_file_loads_for_ever(Path file) throws IOException {
    String name = file.getFileName().toString().replaceFirst("(\\.\\d+)?\\.json$", "");

    var headers = codec.encode(envelope(sampleOf(name))).headers();

    assertThat(codec.decode(headers, Files.readAllBytes(file))).isInstanceOf(Decoded.Read.class);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void the_schema_is_that_of_the_record(Event sample) throws IOException {
    EventType<?> type = EventTypes.of(sample);

    check(
        SCHEMAS.resolve(type.name() + ".json"),
        PRETTY.writeValueAsString(JsonSchemas.of(type)) + "\n");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void the_golden_file_satisfies_the_schema(Event sample) throws IOException {
    String name = EventTypes.of(sample).name() + ".json";
    var schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(SCHEMAS.resolve(name)));

    assertThat(schema.validate(Files.readString(GOLDEN.resolve(name)), InputFormat.JSON)).isEmpty();
  }

  @Test
  void an_empty_object_satisfies_no_schema_with_required_fields() throws IOException {
    String name = EventTypes.ALL.getFirst().name() + ".json";
    var schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(SCHEMAS.resolve(name)));

    assertThat(schema.validate("{}", InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void every_kind_of_audit_entry_has_a_name() {
    var named =
        Arrays.stream(
            AuditEntry.class
                .getAnnotation(com.fasterxml.jackson.annotation.JsonSubTypes.class)
                .value());

    assertThat(named.map(type -> (Object) type.value()))
        .containsExactlyInAnyOrder((Object[]) AuditEntry.class.getPermittedSubclasses());
  }

  @Test
  void the_docs_list_every_event() throws IOException {
    String rows =
        Topics.ALL.stream()
            .flatMap(topic ->
                topic.families().stream()
                    .flatMap(ContractTest::members)
                    .map(type -> row(topic, type)))
            .collect(Collectors.joining());

    check(
        DOCS,
        """
        # Events

        Written by the test that holds it against the code. CloudEvents 1.0 over Kafka, binary mode, JSON data; the key is the
        application as `namespace/name`. Fields: see the schema. An example of each: the golden file.

        | type | topic | fields | schema | example |
        |---|---|---|---|---|
        """
            + rows);
  }

  private static String row(Topic topic, Class<?> data) {
    String name =
        EventTypes.ALL.stream()
            .filter(type -> type.data() == data)
            .findFirst()
            .orElseThrow()
            .name();
    String fields =
        Arrays.stream(data.getRecordComponents())
            .map(c -> "`" + c.getName() + "`")
            .collect(Collectors.joining(" "));
    return "| `%s` | `%s` | %s | [schema](../../shared-events/src/main/resources/schemas/%s.json) | [example](../../shared-events/src/test/resources/golden/%s.json) |%n"
        .formatted(name, topic.name(), fields, name, name);
  }

  private static Stream<Class<?>> members(Class<?> family) {
    return family.isSealed()
        ? Arrays.stream(family.getPermittedSubclasses()).flatMap(ContractTest::members)
        : Stream.of(family);
  }

  private static void check(Path file, String expected) throws IOException {
    if (WRITE) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected);
    }
    assertThat(Files.readString(file)).isEqualTo(expected);
  }

  private static String pretty(byte[] json) {
    return PRETTY.writeValueAsString(PRETTY.readTree(json)) + "\n";
  }

  private static Event sampleOf(String typeName) {
    return Samples.ALL.stream()
        .filter(sample -> EventTypes.of(sample).name().equals(typeName))
        .findFirst()
        .orElseThrow();
  }

  private static Envelope<Event> envelope(Event sample) {
    return new Envelope<>(
        "id-1", "/walkback/test", Instant.parse("2026-11-24T03:00:00Z"), Optional.empty(), sample);
  }

  @Test
  void the_first_audit_record_points_at_nothing() {
    assertThat(AuditRecord.NONE.abbreviated()).isEqualTo("0000000000");
    assertThat(ApplicationId.parse("a/b")).hasToString("a/b");
  }
}
