package dev.walkback.events.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.Event;
import dev.walkback.events.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event has a codec entry, a schema and golden files. */
class ContractTest {

  private final EventCodec codec = new EventCodec();

  static List<Event> samples() {
    return Samples.ALL;
  }

  static List<Path> goldenFiles() throws IOException {
    return Contract.filesIn(Contract.GOLDEN);
  }

  @Test
  void every_event_on_a_topic_has_a_type_and_a_sample() {
    var onTopics =
        Topics.ALL.stream().flatMap(topic -> topic.families().stream()).flatMap(Contract::members);

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
    var envelope = Contract.envelope(sample);

    var wire = codec.encode(envelope);

    assertThat(codec.decode(wire.headers(), wire.value())).isEqualTo(new Decoded.Read(envelope));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void the_golden_file_holds_the_event_as_it_is_written_today(Event sample) throws IOException {
    String name = EventTypes.of(sample).name() + ".json";

    Contract.check(Contract.GOLDEN.resolve(name), Contract.pretty(sample));
  }

  @ParameterizedTest
  @MethodSource("goldenFiles")
  void a_golden_file_loads_for_ever(Path file) throws IOException {
    assertThat(Contract.decode(Contract.nameOf(file), file)).isInstanceOf(Decoded.Read.class);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void the_schema_is_that_of_the_record(Event sample) throws IOException {
    EventType<?> type = EventTypes.of(sample);

    Contract.check(
        Contract.SCHEMAS.resolve(type.name() + ".json"), Contract.pretty(JsonSchemas.of(type)));
  }

  @ParameterizedTest
  @MethodSource("goldenFiles")
  void a_golden_file_of_any_version_satisfies_the_schema_of_today(Path file) throws IOException {
    assertThat(Contract.complaints(Contract.nameOf(file), Files.readString(file))).isEmpty();
  }

  @Test
  void an_empty_object_satisfies_no_schema_with_required_fields() throws IOException {
    assertThat(Contract.complaints(EventTypes.ALL.getFirst().name(), "{}")).isNotEmpty();
  }
}
