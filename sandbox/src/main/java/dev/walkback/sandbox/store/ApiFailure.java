package dev.walkback.sandbox.store;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A refusal as the Kubernetes API words it; becomes the {@code Status} object of the answer. */
public final class ApiFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One field that is wrong, and why. */
  public record Cause(String reason, String field, String message) {}

  private final int code;
  private final String reason;
  private final transient ObjectNode details;

  private ApiFailure(int code, String reason, String message, ObjectNode details) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.details = details;
  }

  public int code() {
    return code;
  }

  public String reason() {
    return reason;
  }

  public String words() {
    return String.valueOf(getMessage());
  }

  public static ApiFailure of(int code, String reason, String message) {
    return new ApiFailure(code, reason, message, Json.object());
  }

  public static ApiFailure notFound(Kind kind, String name) {
    return about(404, "NotFound", kind, name, kind.qualified() + " \"" + name + "\" not found");
  }

  public static ApiFailure alreadyExists(Kind kind, String name) {
    String message = kind.qualified() + " \"" + name + "\" already exists";
    return about(409, "AlreadyExists", kind, name, message);
  }

  public static ApiFailure conflict(Kind kind, String name, String why) {
    String message =
        "Operation cannot be fulfilled on %s \"%s\": %s".formatted(kind.qualified(), name, why);
    return about(409, "Conflict", kind, name, message);
  }

  public static ApiFailure stale(Kind kind, String name) {
    String why =
        "the object has been modified; please apply your changes to the latest version and try again";
    return conflict(kind, name, why);
  }

  public static ApiFailure forbidden(Kind kind, String name, String why) {
    String message = "%s \"%s\" is forbidden: %s".formatted(kind.qualified(), name, why);
    return about(403, "Forbidden", kind, name, message);
  }

  public static ApiFailure invalid(Kind kind, String name, List<Cause> causes) {
    String all =
        String.join(", ", causes.stream().map(c -> c.field() + ": " + c.message()).toList());
    String group = kind.group().isEmpty() ? "" : "." + kind.group();
    String message =
        "%s%s \"%s\" is invalid: %s"
            .formatted(kind.kind(), group, name, causes.size() == 1 ? all : "[" + all + "]");
    ApiFailure failure = about(422, "Invalid", kind, name, message);
    ArrayNode list = failure.details.putArray("causes");
    causes.forEach(c ->
        list.addObject()
            .put("reason", c.reason())
            .put("message", c.message())
            .put("field", c.field()));
    return failure;
  }

  public static ApiFailure badRequest(String message) {
    return of(400, "BadRequest", message);
  }

  public static ApiFailure methodNotAllowed(String method, String what) {
    return of(405, "MethodNotAllowed", "the sandbox does not allow " + method + " on " + what);
  }

  /** For what a real cluster can do and the sandbox cannot. */
  public static ApiFailure unsupported(String what) {
    return of(501, "NotImplemented", "the sandbox does not support " + what);
  }

  public static ApiFailure unsupportedMediaType(String message) {
    return of(415, "UnsupportedMediaType", message);
  }

  private static ApiFailure about(int code, String reason, Kind kind, String name, String message) {
    ObjectNode details = Json.object().put("name", name);
    if (!kind.group().isEmpty()) {
      details.put("group", kind.group());
    }
    details.put("kind", code == 422 ? kind.kind() : kind.plural());
    return new ApiFailure(code, reason, message, details);
  }

  /** The {@code Status} object of the answer. */
  public ObjectNode toStatus() {
    ObjectNode status = Json.object().put("kind", "Status").put("apiVersion", "v1");
    status.putObject("metadata");
    status.put("status", "Failure").put("message", words()).put("reason", reason);
    if (!details.isEmpty()) {
      status.set("details", details.deepCopy());
    }
    return status.put("code", code);
  }
}
