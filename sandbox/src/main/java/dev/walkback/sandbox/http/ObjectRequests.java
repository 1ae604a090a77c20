package dev.walkback.sandbox.http;

import dev.walkback.sandbox.admission.Cluster;
import dev.walkback.sandbox.admission.Deletion;
import dev.walkback.sandbox.admission.Write;
import dev.walkback.sandbox.patch.JsonPatch;
import dev.walkback.sandbox.patch.MergePatch;
import dev.walkback.sandbox.patch.StrategicMerge;
import dev.walkback.sandbox.store.ApiFailure;
import dev.walkback.sandbox.store.Json;
import dev.walkback.sandbox.store.Meta;
import dev.walkback.sandbox.store.Selector;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and writes of objects: get, list, create, replace, patch, delete, and the subresources
 * status and scale.
 */
final class ObjectRequests {

  private final Cluster cluster;

  ObjectRequests(Cluster cluster) {
    this.cluster = cluster;
  }

  Response answer(Request request, Target target) {
    if (target.name().isEmpty()) {
      return switch (request.method()) {
        case "GET" -> list(request, target);
        case "POST" -> create(request, target);
        default -> throw ApiFailure.methodNotAllowed(request.method(), target.kind().plural());
      };
    }
    return switch (target.subresource()) {
      case "" -> one(request, target);
      case "status" -> status(request, target);
      case "scale" -> scale(request, target);
      default ->
          throw ApiFailure.unsupported(
              "the subresource " + target.subresource() + " of " + target.kind().plural());
    };
  }

  private Response list(Request request, Target target) {
    var labels = Selector.labels(request.parameter("labelSelector"));
    var fields = Selector.fields(target.kind(), request.parameter("fieldSelector"));
    ObjectNode list = Json.object();
    list.put("kind", target.kind().kind() + "List").put("apiVersion", target.kind().apiVersion());
    cluster.locked(() -> {
      list.putObject("metadata")
          .put("resourceVersion", Integer.toString(cluster.store().version()));
      ArrayNode items = list.putArray("items");
      for (ObjectNode object : cluster.list(target.kind(), target.namespace())) {
        if (labels.test(object) && fields.test(object)) {
          ObjectNode item = object.deepCopy();
          item.remove(List.of("kind", "apiVersion"));
          items.add(item);
        }
      }
      return true;
    });
    return Response.json(200, list);
  }

  private Response create(Request request, Target target) {
    ObjectNode object = Json.parseObject(request.body());
    String namespace = Meta.namespace(object);
    if (target.kind().namespaced() && namespace.isEmpty()) {
      Json.child(object, "metadata").put("namespace", target.namespace());
    } else if (!namespace.equals(target.namespace())) {
      throw ApiFailure.badRequest(
          "the namespace of the object (%s) does not match the namespace on the request (%s)"
              .formatted(namespace, target.namespace()));
    }
    return Response.json(
        201,
        cluster.create(
            target.kind(),
            object,
            new Write(request.manager(), Write.Part.MAIN, request.dryRun())));
  }

  private Response one(Request request, Target target) {
    return switch (request.method()) {
      case "GET" -> Response.json(200, cluster.require(target.key()));
      case "PUT" ->
          Response.json(
              200,
              cluster.replace(
                  target.key(), named(request, target), write(request, Write.Part.MAIN)));
      case "PATCH" -> Response.json(200, patch(request, target, Write.Part.MAIN));
      case "DELETE" -> delete(request, target);
      default -> throw ApiFailure.methodNotAllowed(request.method(), target.kind().plural());
    };
  }

  private Response status(Request request, Target target) {
    if (!target.kind().hasStatus()) {
      throw ApiFailure.of(404, "NotFound", "the server could not find the requested resource");
    }
    return switch (request.method()) {
      case "GET" -> Response.json(200, cluster.require(target.key()));
      case "PUT" ->
          Response.json(
              200,
              cluster.replace(
                  target.key(), named(request, target), write(request, Write.Part.STATUS)));
      case "PATCH" -> Response.json(200, patch(request, target, Write.Part.STATUS));
      default -> throw ApiFailure.methodNotAllowed(request.method(), "status");
    };
  }

  private static ObjectNode named(Request request, Target target) {
    ObjectNode object = Json.parseObject(request.body());
    if (!Meta.name(object).equals(target.name())) {
      throw ApiFailure.badRequest(
          "the name of the object (%s) does not match the name on the URL (%s)"
              .formatted(Meta.name(object), target.name()));
    }
    return object;
  }

  private ObjectNode patch(Request request, Target target, Write.Part part) {
    UnaryOperator<ObjectNode> change = change(request);
    return cluster.locked(() -> {
      ObjectNode patched = change.apply(cluster.require(target.key()).deepCopy());
      return cluster.replace(target.key(), patched, write(request, part));
    });
  }

  private static UnaryOperator<ObjectNode> change(Request request) {
    String type = request.contentType().split(";", 2)[0].strip();
    return switch (type) {
      case "application/json-patch+json" -> {
        JsonNode operations = Json.parse(request.body());
        yield object -> JsonPatch.apply(object, operations);
      }
      case "application/merge-patch+json" -> {
        ObjectNode patch = Json.parseObject(request.body());
        yield object -> MergePatch.apply(object, patch);
      }
      case "application/strategic-merge-patch+json" -> {
        ObjectNode patch = Json.parseObject(request.body());
        yield object -> StrategicMerge.apply(object, patch);
      }
      default ->
          throw ApiFailure.unsupportedMediaType(
              "the sandbox takes JSON, merge and strategic merge patches, not " + type);
    };
  }

  private Response delete(Request request, Target target) {
    JsonNode options = request.body().isBlank() ? Json.object() : Json.parseObject(request.body());
    ObjectNode left = cluster.delete(target.key(), Deletion.from(options, request.dryRun()));
    return Response.json(
        200,
        left != null
            ? left
            : Json.object().put("kind", "Status").put("apiVersion", "v1").put("status", "Success"));
  }

  private Response scale(Request request, Target target) {
    if (!target.kind().hasScale()) {
      throw ApiFailure.of(404, "NotFound", "the server could not find the requested resource");
    }
    return switch (request.method()) {
      case "GET" -> Response.json(200, scaleOf(cluster.require(target.key())));
      case "PUT" -> {
        int replicas = Json.number(Json.parseObject(request.body()), 0, "spec", "replicas");
        yield Response.json(
            200,
            scaleOf(
                cluster.edit(
                    target.key(),
                    write(request, Write.Part.MAIN),
                    o -> Json.child(o, "spec").put("replicas", replicas))));
      }
      default -> throw ApiFailure.methodNotAllowed(request.method(), "scale");
    };
  }

  private static ObjectNode scaleOf(JsonNode object) {
    ObjectNode scale = Json.object().put("kind", "Scale").put("apiVersion", "autoscaling/v1");
    scale
        .putObject("metadata")
        .put("name", Meta.name(object))
        .put("namespace", Meta.namespace(object))
        .put("uid", Meta.uid(object))
        .put("resourceVersion", Meta.version(object));
    scale.putObject("spec").put("replicas", Json.number(object, 0, "spec", "replicas"));
    scale.putObject("status").put("replicas", Json.number(object, 0, "status", "replicas"));
    return scale;
  }

  private static Write write(Request request, Write.Part part) {
    return new Write(request.manager(), part, request.dryRun());
  }
}
