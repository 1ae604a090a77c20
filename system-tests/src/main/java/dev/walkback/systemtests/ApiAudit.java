package dev.walkback.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The API server's own log of who wrote what: what was really done to the cluster.
 *
 * @param log a file of events, one a line
 */
public record ApiAudit(Path log) {

  private static final String OURS = "system:serviceaccount:walkback:";

  /**
   * One accepted write.
   *
   * @param by the ServiceAccount, without its namespace
   * @param what for instance {@code patch deployments/backend}; {@code hand-back} where a patch
   *     does nothing but give fields back to whoever owned them
   */
  public record Write(String by, String what) {}

  /** Everything that any account of Walkback's wrote in a namespace, in order. */
  public List<Write> writesIn(String namespace) {
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .filter(line -> line.contains(OURS) && line.contains(namespace))
          .map(line -> JsonMapper.shared().readTree(line))
          .filter(event -> event.at("/stage").asString("").equals("ResponseComplete"))
          .filter(event -> event.at("/objectRef/namespace").asString("").equals(namespace))
          .filter(event -> event.at("/user/username").asString("").startsWith(OURS))
          .filter(event -> event.at("/responseStatus/code").asInt() < 300)
          .map(ApiAudit::write)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Expected the API server's audit log in " + log, e);
    }
  }

  private static Write write(JsonNode event) {
    JsonNode object = event.path("objectRef");
    return new Write(
        event.at("/user/username").asString("").substring(OURS.length()),
        "%s %s/%s"
            .formatted(
                handsBack(event) ? "hand-back" : event.path("verb").asString(""),
                object.path("resource").asString(""),
                object.path("name").asString("")));
  }

  private static boolean handsBack(JsonNode event) {
    JsonNode patch = event.path("requestObject");
    return patch.isArray()
        && !patch.isEmpty()
        && patch
            .valueStream()
            .allMatch(one -> one.path("path").asString("").startsWith("/metadata/managedFields"));
  }
}
