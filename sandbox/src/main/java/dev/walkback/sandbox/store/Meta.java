package dev.walkback.sandbox.store;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads an object's metadata. */
public final class Meta {
  public static final Comparator<ObjectNode> BY_AGE =
      Comparator.<ObjectNode, String>comparing(Meta::created).thenComparing(Meta::name);

  private Meta() {}

  public static String name(JsonNode object) {
    return Json.text(object, "metadata", "name");
  }

  public static String namespace(JsonNode object) {
    return Json.text(object, "metadata", "namespace");
  }

  /** The namespace that an object is in, or is. */
  public static String home(Kind kind, JsonNode object) {
    return kind == Kind.NAMESPACE ? name(object) : namespace(object);
  }

  public static String uid(JsonNode object) {
    return Json.text(object, "metadata", "uid");
  }

  public static String version(JsonNode object) {
    return Json.text(object, "metadata", "resourceVersion");
  }

  public static int generation(JsonNode object) {
    return Json.number(object, 0, "metadata", "generation");
  }

  public static String created(JsonNode object) {
    return Json.text(object, "metadata", "creationTimestamp");
  }

  public static boolean isDeleting(JsonNode object) {
    return Json.at(object, "metadata", "deletionTimestamp").isString();
  }

  public static Map<String, String> labels(JsonNode object) {
    return Json.strings(object, "metadata", "labels");
  }

  public static String label(JsonNode object, String name) {
    return Json.text(object, "metadata", "labels", name);
  }

  public static String annotation(JsonNode object, String name) {
    return Json.text(object, "metadata", "annotations", name);
  }

  public static ObjectNode annotations(ObjectNode object) {
    return Json.child(object, "metadata", "annotations");
  }

  /** The owner that manages the object, if it has one. */
  public static Optional<JsonNode> controller(JsonNode object) {
    return Json.items(object, "metadata", "ownerReferences").stream()
        .filter(o -> Json.flag(o, "controller"))
        .findFirst();
  }

  public static boolean isControlledBy(JsonNode object, JsonNode owner) {
    return controller(object).map(o -> Json.text(o, "uid").equals(uid(owner))).orElse(false);
  }

  public static ObjectNode ownerReference(Kind kind, JsonNode owner) {
    return Json.object()
        .put("apiVersion", kind.apiVersion())
        .put("kind", kind.kind())
        .put("name", name(owner))
        .put("uid", uid(owner))
        .put("controller", true)
        .put("blockOwnerDeletion", true);
  }
}
