package dev.walkback.cli.policy;

import dev.walkback.events.policy.HealthCheck;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** One health check: of a service through the API server, or of a URL. */
final class CheckReader {

  private static final int DEFAULT_STATUS = 200;

  private final Fields check;
  private final String namespace;

  private CheckReader(Fields check, String namespace) {
    this.check = check;
    this.namespace = namespace;
  }

  static Optional<HealthCheck> read(Node node, Scope scope, String namespace) {
    return Fields.of(node, scope).flatMap(fields -> new CheckReader(fields, namespace).read());
  }

  private Optional<HealthCheck> read() {
    Optional<String> name = check.requireText("name", "a name for the check");
    Optional<Fields> service = check.mapping("service");
    Optional<URI> url = check.take("url").flatMap(node -> url(node, check.scope("url")));
    boolean one = check.take("service").isPresent() != check.take("url").isPresent();
    if (!one) {
      check
          .scope()
          .problem(
              check.node(),
              "expected either 'service' or 'url', but found "
                  + (check.take("url").isPresent() ? "both" : "neither"));
    }
    Optional<Fields> expect = check.mapping("expect");
    int status =
        expect.flatMap(fields -> Numbers.of(fields, "status", 100, 599)).orElse(DEFAULT_STATUS);
    Map<String, String> json = expect.map(fields -> fields.texts("json")).orElse(Map.of());
    expect.ifPresent(Fields::refuseUnknown);
    check.refuseUnknown();
    if (name.isEmpty() || !one) {
      service.ifPresent(this::service);
      return Optional.empty();
    }
    return service
        .flatMap(this::service)
        .<HealthCheck>map(at ->
            new HealthCheck.OfService(
                name.get(), namespace, at.name(), at.port(), at.path(), status, json))
        .or(() -> url.map(at -> new HealthCheck.OfUrl(name.get(), at, status, json)));
  }

  private record Endpoint(String name, int port, String path) {}

  private Optional<Endpoint> service(Fields service) {
    Optional<String> name =
        service
            .require("name", "the name of a Service")
            .flatMap(node -> Names.dns(node, service.scope("name")));
    Optional<Integer> port =
        service.require("port", "a port from 1 to 65535").isPresent()
            ? Numbers.of(service, "port", 1, 65535)
            : Optional.empty();
    Optional<String> path = service.text("path");
    path.filter(text -> !text.startsWith("/"))
        .ifPresent(_ ->
            service
                .scope("path")
                .expected("a path that begins with /", service.take("path").orElseThrow()));
    service.refuseUnknown();
    return name.flatMap(text -> port.map(number -> new Endpoint(text, number, path.orElse("/"))));
  }

  private static Optional<URI> url(Node node, Scope scope) {
    return Fields.text(node, scope)
        .flatMap(text -> {
          Optional<URI> url = parse(text);
          if (url.isEmpty()) {
            scope.expected("an http or https URL", node);
          }
          return url;
        });
  }

  private static Optional<URI> parse(String text) {
    try {
      URI url = URI.create(text);
      String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
      boolean web = scheme.equals("http") || scheme.equals("https");
      return web && url.getHost() != null ? Optional.of(url) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
