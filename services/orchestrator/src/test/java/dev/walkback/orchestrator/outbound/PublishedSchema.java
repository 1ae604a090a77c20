package dev.walkback.orchestrator.outbound;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schema of {@code service.rolledback} as the CDEvents SDK for Java publishes it. That SDK is
 * at version 0.3 of the specification; what 0.5 changed is changed here, and nothing else: the
 * version is called {@code specversion}, the type has a newer number, and the subject has no type
 * of its own.
 */
final class PublishedSchema {

  private static final String RESOURCE = "/dev/cdevents/spec/schemas/servicerolledback.json";
  private static final JsonMapper JSON = new JsonMapper();

  private PublishedSchema() {}

  /** What is wrong with the event; empty if nothing is. */
  static List<String> problems(String event) {
    var config = SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
    return SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(config))
        .getSchema(JSON.writeValueAsString(broughtTo05(published())))
        .validate(event, InputFormat.JSON)
        .stream()
        .map(Error::toString)
        .toList();
  }

  private static ObjectNode published() {
    try (InputStream in =
        Objects.requireNonNull(PublishedSchema.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return (ObjectNode) JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode broughtTo05(ObjectNode schema) {
    ObjectNode context = part(schema, "context");
    ObjectNode fields = (ObjectNode) context.get("properties");
    fields.set("specversion", Objects.requireNonNull(fields.remove("version"), "version"));
    context
        .putArray("required")
        .add("specversion")
        .add("id")
        .add("source")
        .add("type")
        .add("timestamp");
    ((ObjectNode) fields.get("type")).putArray("enum").add("dev.cdevents.service.rolledback.0.3.0");
    ObjectNode subject = part(schema, "subject");
    ((ObjectNode) subject.get("properties")).remove("type");
    subject.putArray("required").add("id").add("content");
    return schema;
  }

  private static ObjectNode part(ObjectNode schema, String name) {
    return (ObjectNode) schema.get("properties").get(name);
  }
}
