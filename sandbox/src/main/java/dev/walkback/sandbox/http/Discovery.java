package dev.walkback.sandbox.http;

import dev.walkback.sandbox.store.Json;
import dev.walkback.sandbox.store.Kind;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The API's answers about itself. */
final class Discovery {

  private Discovery() {}

  static Optional<Response> answer(Request request) {
    return switch (String.join("/", request.path())) {
      case "" ->
          Optional.of(
              Response.json(
                  200, Json.object().set("paths", Json.array().add("/api").add("/apis"))));
      case "readyz", "livez", "healthz" -> Optional.of(Response.text(200, "ok"));
      case "version" ->
          Optional.of(
              Response.json(
                  200,
                  Json.object()
                      .put("major", "1")
                      .put("minor", "36")
                      .put("gitVersion", "v1.36.0-sandbox")));
      case "api" -> {
        ObjectNode versions = Json.object().put("kind", "APIVersions");
        versions.putArray("versions").add("v1");
        yield Optional.of(Response.json(200, versions));
      }
      case "apis" -> {
        ObjectNode groups = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
        ObjectNode apps = groups.putArray("groups").addObject().put("name", "apps");
        apps.putArray("versions").addObject().put("groupVersion", "apps/v1").put("version", "v1");
        apps.putObject("preferredVersion").put("groupVersion", "apps/v1").put("version", "v1");
        yield Optional.of(Response.json(200, groups));
      }
      case "api/v1" -> Optional.of(resources("v1"));
      case "apis/apps/v1" -> Optional.of(resources("apps/v1"));
      case "apis/authorization.k8s.io/v1/selfsubjectaccessreviews" -> {
        ObjectNode review = Json.parseObject(request.body());
        review.putObject("status").put("allowed", true);
        yield Optional.of(Response.json(201, review));
      }
      default -> Optional.empty();
    };
  }

  private static Response resources(String groupVersion) {
    ObjectNode list =
        Json.object()
            .put("kind", "APIResourceList")
            .put("apiVersion", "v1")
            .put("groupVersion", groupVersion);
    ArrayNode resources = list.putArray("resources");
    for (Kind kind : Kind.values()) {
      if (kind.apiVersion().equals(groupVersion)) {
        ObjectNode resource =
            resources.addObject().put("name", kind.plural()).put("singularName", "");
        resource.put("namespaced", kind.namespaced()).put("kind", kind.kind());
        resource
            .putArray("verbs")
            .add("create")
            .add("delete")
            .add("get")
            .add("list")
            .add("patch")
            .add("update")
            .add("watch");
      }
    }
    return Response.json(200, list);
  }
}
