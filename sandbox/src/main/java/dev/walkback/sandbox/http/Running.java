package dev.walkback.sandbox.http;

import dev.walkback.sandbox.admission.Cluster;
import dev.walkback.sandbox.controllers.Pods;
import dev.walkback.sandbox.kubelet.Kubelet;
import dev.walkback.sandbox.kubelet.Logs;
import dev.walkback.sandbox.kubelet.Program;
import dev.walkback.sandbox.store.ApiFailure;
import dev.walkback.sandbox.store.Json;
import dev.walkback.sandbox.store.Key;
import dev.walkback.sandbox.store.Kind;
import dev.walkback.sandbox.store.Meta;
import dev.walkback.sandbox.store.Selector;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** What only running pods can answer: their logs, and HTTP through the API server's proxy. */
final class Running {

  private final Cluster cluster;
  private final Kubelet kubelet;

  Running(Cluster cluster, Kubelet kubelet) {
    this.cluster = cluster;
    this.kubelet = kubelet;
  }

  Response log(Request request, Target target) {
    if (target.kind() != Kind.POD || request.writes()) {
      throw ApiFailure.methodNotAllowed(request.method(), "log of " + target.kind().plural());
    }
    if (request.flag("follow")) {
      throw ApiFailure.unsupported("following logs");
    }
    ObjectNode pod = cluster.require(target.key());
    String container = container(pod, request.parameter("container"));
    List<Logs.Line> lines = lines(pod, container, request.flag("previous"));
    boolean timed = request.flag("timestamps");
    int tail = number(request, "tailLines", lines.size());
    String text =
        lines.stream()
            .skip(Math.max(0, lines.size() - tail))
            .map(line -> (timed ? line.at() + " " : "") + line.text() + "\n")
            .collect(Collectors.joining());
    int limit = number(request, "limitBytes", text.length());
    return Response.text(200, text.substring(0, Math.min(text.length(), limit)));
  }

  private static String container(ObjectNode pod, String asked) {
    List<String> names =
        Stream.of("containers", "initContainers")
            .flatMap(list -> Json.items(pod, "spec", list).stream())
            .map(c -> Json.text(c, "name"))
            .toList();
    if (asked.isEmpty() && names.size() > 1) {
      throw ApiFailure.badRequest(
          "a container name must be specified for pod %s, choose one of: [%s]"
              .formatted(Meta.name(pod), String.join(" ", names)));
    }
    if (!asked.isEmpty() && !names.contains(asked)) {
      throw ApiFailure.badRequest(
          "container %s is not valid for pod %s".formatted(asked, Meta.name(pod)));
    }
    return asked.isEmpty() ? names.getFirst() : asked;
  }

  private List<Logs.Line> lines(ObjectNode pod, String container, boolean previous) {
    Optional<Logs> logs = kubelet.logs(pod, container);
    String name = Meta.name(pod);
    if (previous) {
      return logs.flatMap(Logs::previous)
          .orElseThrow(() ->
              ApiFailure.badRequest(
                  "previous terminated container \"%s\" in pod \"%s\" not found"
                      .formatted(container, name)));
    }
    return logs.map(Logs::current)
        .filter(lines -> !lines.isEmpty())
        .orElseThrow(() ->
            ApiFailure.badRequest(
                "container \"%s\" in pod \"%s\" is waiting to start: ContainerCreating"
                    .formatted(container, name)));
  }

  private static int number(Request request, String parameter, int absent) {
    String text = request.parameter(parameter);
    if (text.isEmpty()) {
      return absent;
    }
    if (!text.matches("\\d{1,9}")) {
      throw ApiFailure.badRequest(
          "expected a number as " + parameter + ", found " + Json.shorten(text));
    }
    return Integer.parseInt(text);
  }

  Response proxy(Request request, Target target) {
    if (!request.method().equals("GET")) {
      throw ApiFailure.methodNotAllowed(request.method(), "proxy");
    }
    List<String> parts = List.of(target.name().replaceFirst("^https?:", "").split(":", -1));
    String name = parts.getFirst();
    String port = parts.size() > 1 ? parts.get(1) : "";
    ObjectNode named = cluster.require(new Key(target.kind(), target.namespace(), name));
    Program.Answer answer =
        switch (target.kind()) {
          case POD ->
              kubelet
                  .serving(named)
                  .map(p -> p.get(path(target)))
                  .orElseThrow(
                      () -> unavailable("error trying to reach service: connection refused"));
          case SERVICE -> answerOf(named, port, path(target));
          case NAMESPACE,
              EVENT,
              CONFIG_MAP,
              SECRET,
              DEPLOYMENT,
              STATEFUL_SET,
              DAEMON_SET,
              REPLICA_SET,
              CONTROLLER_REVISION ->
              throw ApiFailure.methodNotAllowed("proxy", target.kind().plural());
        };
    return new Response(answer.code(), "application/json", answer.body());
  }

  private static String path(Target target) {
    return "/" + String.join("/", target.rest());
  }

  private Program.Answer answerOf(ObjectNode service, String port, String path) {
    boolean known =
        Json.items(service, "spec", "ports").stream()
            .anyMatch(p ->
                port.isEmpty()
                    || Json.text(p, "name").equals(port)
                    || Json.text(p, "port").equals(port));
    if (!known) {
      throw unavailable(
          "no service port \"%s\" found for service \"%s\"".formatted(port, Meta.name(service)));
    }
    return behind(service)
        .map(p -> p.get(path))
        .orElseThrow(() ->
            unavailable("no endpoints available for service \"%s\"".formatted(Meta.name(service))));
  }

  private static ApiFailure unavailable(String why) {
    return ApiFailure.of(503, "ServiceUnavailable", why);
  }

  private Optional<Program> behind(ObjectNode service) {
    ObjectNode selector = Json.object();
    selector.set("matchLabels", Json.copy(Json.at(service, "spec", "selector")));
    var selected = Selector.of(selector);
    return cluster.list(Kind.POD, Meta.namespace(service)).stream()
        .filter(
            pod -> selected.test(Meta.labels(pod)) && Pods.isReady(pod) && !Meta.isDeleting(pod))
        .findFirst()
        .flatMap(kubelet::serving);
  }
}
