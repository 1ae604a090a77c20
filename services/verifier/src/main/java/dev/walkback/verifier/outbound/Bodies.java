package dev.walkback.verifier.outbound;

import dev.walkback.verifier.core.Look;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a service answered, reduced to what is asked of it. */
public final class Bodies {

  /** A health endpoint that answers with more is not read further. */
  public static final int MAX_BYTES = 64 * 1024;

  private static final JsonMapper JSON = JsonMapper.shared();

  private Bodies() {}

  /**
   * The status, and those of the wanted fields that the answer has.
   *
   * @param wanted paths with dots; a number is an index of an array
   */
  public static Look.Answer answer(int status, byte[] body, Set<String> wanted) {
    if (wanted.isEmpty()) {
      return new Look.Answer.Answered(status, Map.of(), Optional.empty());
    }
    if (body.length > MAX_BYTES) {
      return new Look.Answer.Answered(
          status, Map.of(), Optional.of("the answer is longer than %d bytes".formatted(MAX_BYTES)));
    }
    try {
      JsonNode root = JSON.readTree(body);
      Map<String, String> fields = new HashMap<>();
      wanted.forEach(path -> at(root, path).ifPresent(text -> fields.put(path, text)));
      return new Look.Answer.Answered(status, fields, Optional.empty());
    } catch (JacksonException e) {
      return new Look.Answer.Answered(status, Map.of(), Optional.of("the answer is not JSON"));
    }
  }

  private static Optional<String> at(JsonNode root, String path) {
    JsonNode found = root;
    for (String name : path.split("\\.", -1)) {
      found =
          found.isArray() && name.matches("[0-9]{1,4}")
              ? found.path(Integer.parseInt(name))
              : found.path(name);
    }
    if (found.isMissingNode()) {
      return Optional.empty();
    }
    return Optional.of(found.isValueNode() ? found.asString() : found.toString());
  }
}
