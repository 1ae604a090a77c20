package dev.walkback.workloads;

import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Where things are in the API. */
public final class WorkloadPaths {

  private WorkloadPaths() {}

  /** The workload itself. */
  public static String of(WorkloadRef workload) {
    return apps(workload.namespace(), plural(workload.kind())) + "/" + encoded(workload.name());
  }

  /** All workloads of a kind in a namespace. */
  static String all(WorkloadKind kind, String namespace) {
    return apps(namespace, plural(kind));
  }

  /** What keeps the revisions of such a workload. */
  static String revisions(WorkloadRef workload) {
    return apps(
        workload.namespace(),
        switch (workload.kind()) {
          case DEPLOYMENT -> "replicasets";
          case STATEFUL_SET, DAEMON_SET -> "controllerrevisions";
        });
  }

  static String replicaSet(String namespace, String name) {
    return apps(namespace, "replicasets") + "/" + encoded(name);
  }

  /** The pods of a namespace. */
  public static String pods(String namespace) {
    return "/api/v1/namespaces/" + encoded(namespace) + "/pods";
  }

  /** One pod. */
  public static String pod(String namespace, String name) {
    return pods(namespace) + "/" + encoded(name);
  }

  /** The events of a namespace. */
  public static String events(String namespace) {
    return "/api/v1/namespaces/" + encoded(namespace) + "/events";
  }

  static String deployments(String namespace) {
    return apps(namespace, "deployments");
  }

  /** As a query: what the workload's own selector selects. It only narrows; owners decide. */
  public static String selectedBy(JsonNode object) {
    List<String> terms = new ArrayList<>();
    Fields.at(object, "spec", "selector", "matchLabels")
        .properties()
        .forEach(label -> terms.add(label.getKey() + "=" + label.getValue().asString("")));
    Fields.list(object, "spec", "selector", "matchExpressions")
        .forEach(expression -> terms.add(term(expression)));
    return terms.isEmpty() ? "" : "?labelSelector=" + encoded(String.join(",", terms));
  }

  private static String term(JsonNode expression) {
    String key = Fields.textOrEmpty(expression, "key");
    String values =
        Fields.list(expression, "values").stream()
            .map(value -> value.asString(""))
            .collect(Collectors.joining(",", "(", ")"));
    return switch (Fields.textOrEmpty(expression, "operator")) {
      case "In" -> key + " in " + values;
      case "NotIn" -> key + " notin " + values;
      case "DoesNotExist" -> "!" + key;
      default -> key;
    };
  }

  private static String plural(WorkloadKind kind) {
    return switch (kind) {
      case DEPLOYMENT -> "deployments";
      case STATEFUL_SET -> "statefulsets";
      case DAEMON_SET -> "daemonsets";
    };
  }

  private static String apps(String namespace, String plural) {
    return "/apis/apps/v1/namespaces/" + encoded(namespace) + "/" + plural;
  }

  /** Text as a part of a path or query. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
