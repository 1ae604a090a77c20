package dev.walkback.events.codec;

import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.topic.Topic;
import dev.walkback.events.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The documents for readers are written from the code. */
class DocumentsTest {

  private static final Path EVENTS = Path.of("../docs/events/README.md");
  private static final Path ASYNC_API = Contract.RESOURCES.resolve("asyncapi.json");

  @Test
  void the_docs_list_every_event_and_every_kind_of_audit_entry() throws IOException {
    String events =
        Topics.ALL.stream()
            .flatMap(topic ->
                topic.families().stream().flatMap(Contract::members).map(type -> row(topic, type)))
            .collect(Collectors.joining());
    String entries =
        SampleEntries.ALL.stream().map(DocumentsTest::row).collect(Collectors.joining());

    Contract.check(
        EVENTS,
        """
        # Events

        Written by the test that holds it against the code. CloudEvents 1.0 over Kafka, binary mode, JSON data; the key is the
        application as `namespace/name`. Fields: see the schema. An example of each: the golden file. The same for machines:
        [AsyncAPI 3](../../shared-events/src/main/resources/asyncapi.json).

        | type | topic | fields | schema | example |
        |---|---|---|---|---|
        """
            + events
            + """

            ## Entries of the audit

            The `entry` of a `dev.walkback.audit.recorded.v1`, by its `kind`. Every accepted trigger and command ends in exactly one
            entry: one that ends it by itself, or the end of the rollback that it began. Kinds of all earlier versions load for ever.

            | kind | ends | fields | example |
            |---|---|---|---|
            """
            + entries);
  }

  @Test
  void the_async_api_document_is_that_of_the_catalogue() throws IOException {
    Contract.check(ASYNC_API, Contract.pretty(AsyncApi.document()));
  }

  private static String row(Topic topic, Class<?> data) {
    String name =
        EventTypes.ALL.stream()
            .filter(type -> type.data() == data)
            .findFirst()
            .orElseThrow()
            .name();
    return "| `%s` | `%s` | %s | [schema](../../shared-events/src/main/resources/schemas/%s.json) | [example](../../shared-events/src/test/resources/golden/%s.json) |%n"
        .formatted(name, topic.name(), fields(data), name, name);
  }

  private static String row(AuditEntry entry) {
    String kind = SampleEntries.kind(entry);
    String own = entry.concludes().isPresent() ? "its own trigger" : "";
    String ends = entry.endsRollback() ? "the rollback" : "";
    return "| `%s` | %s | %s | [example](../../shared-events/src/test/resources/golden/audit/%s.json) |%n"
        .formatted(
            kind,
            own + (own.isEmpty() || ends.isEmpty() ? "" : ", ") + ends,
            fields(entry.getClass()),
            kind);
  }

  private static String fields(Class<?> data) {
    return Arrays.stream(data.getRecordComponents())
        .map(c -> "`" + c.getName() + "`")
        .collect(Collectors.joining(" "));
  }
}
