package dev.walkback.sandbox;

import dev.walkback.sandbox.admission.Cluster;
import dev.walkback.sandbox.admission.Deletion;
import dev.walkback.sandbox.admission.Ids;
import dev.walkback.sandbox.admission.Write;
import dev.walkback.sandbox.controllers.Controllers;
import dev.walkback.sandbox.http.ApiServer;
import dev.walkback.sandbox.http.Faults;
import dev.walkback.sandbox.http.LoggedWrite;
import dev.walkback.sandbox.kubelet.Kubelet;
import dev.walkback.sandbox.store.ApiFailure;
import dev.walkback.sandbox.store.Json;
import dev.walkback.sandbox.store.Key;
import dev.walkback.sandbox.store.Kind;
import dev.walkback.sandbox.store.Meta;
import dev.walkback.sandbox.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A small Kubernetes cluster in this JVM: the API over plain HTTP, the controllers that roll
 * workloads out, and one node whose containers crash, hang or serve as their environment says. What
 * it does not do it refuses.
 */
public final class Sandbox implements AutoCloseable {

  private final Cluster cluster;
  private final Kubelet kubelet;
  private final Controllers controllers;
  private final ApiServer server;

  private Sandbox(SandboxOptions options) {
    cluster = new Cluster(new Store(), options.clock(), new Ids(options.seed()));
    kubelet = new Kubelet(cluster, options.pace());
    controllers = new Controllers(cluster, kubelet);
    server = new ApiServer(cluster, kubelet, options.port());
  }

  public static Sandbox start(SandboxOptions options) {
    var sandbox = new Sandbox(options);
    sandbox.namespace("default");
    sandbox.controllers.start();
    sandbox.server.start();
    return sandbox;
  }

  /** What a client takes as its master URL. */
  public String url() {
    return "http://127.0.0.1:" + server.port();
  }

  /** Makes it, unless it is there. */
  public void namespace(String name) {
    ObjectNode namespace = Json.object();
    namespace.putObject("metadata").put("name", name);
    Key key = new Key(Kind.NAMESPACE, "", name);
    cluster.locked(() ->
        cluster
            .find(key)
            .orElseGet(() -> cluster.create(Kind.NAMESPACE, namespace, Write.of("sandbox"))));
  }

  /**
   * Creates each object of a JSON or YAML text, or replaces everything but its status and its
   * annotations that the text does not name, as a release does. A missing namespace is made.
   *
   * @return what the last object is now
   */
  public JsonNode apply(String manifests) {
    JsonNode last = Json.object();
    for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(manifests)) {
      if (document != null) {
        last = applyOne(Json.MAPPER.valueToTree(document));
      }
    }
    return last;
  }

  private JsonNode applyOne(JsonNode document) {
    String name = Json.text(document, "kind");
    Kind kind =
        Kind.named(name)
            .orElseThrow(() ->
                ApiFailure.badRequest(
                    "Expected a kind that the sandbox serves, but found " + Json.shorten(name)));
    ObjectNode object = Json.copy(document);
    if (kind.namespaced()) {
      if (Meta.namespace(object).isEmpty()) {
        Json.child(object, "metadata").put("namespace", "default");
      }
      namespace(Meta.namespace(object));
    }
    return cluster.locked(() -> {
      Key key = Key.of(kind, object);
      Optional<ObjectNode> before = cluster.find(key);
      if (before.isEmpty()) {
        return cluster.create(kind, object, Write.of("release")).deepCopy();
      }
      Map<String, String> annotations = Json.strings(before.get(), "metadata", "annotations");
      annotations.putAll(Json.strings(object, "metadata", "annotations"));
      Json.child(object, "metadata").set("annotations", Json.fromStrings(annotations));
      return cluster.replace(key, object, Write.of("release")).deepCopy();
    });
  }

  public Optional<JsonNode> get(String kind, String namespace, String name) {
    return Kind.named(kind)
        .flatMap(k -> cluster.find(new Key(k, k.namespaced() ? namespace : "", name)))
        .map(ObjectNode::deepCopy);
  }

  public List<JsonNode> list(String kind, String namespace) {
    return Kind.named(kind).stream()
        .flatMap(k -> cluster.list(k, namespace).stream())
        .<JsonNode>map(ObjectNode::deepCopy)
        .toList();
  }

  public void delete(String kind, String namespace, String name) {
    Kind.named(kind).ifPresent(k -> cluster.delete(new Key(k, namespace, name), Deletion.PLAIN));
  }

  /**
   * Every write that a client asked for over HTTP, refused ones included; not those of controllers
   * or of {@link #apply}.
   */
  public List<LoggedWrite> writes() {
    return server.writes();
  }

  /** Who is told of each of these writes, at the moment at which it is accepted or refused. */
  public void onWrite(Consumer<LoggedWrite> listener) {
    server.onWrite(listener);
  }

  public Faults faults() {
    return server.faults();
  }

  @Override
  public void close() {
    controllers.close();
    cluster.store().wake();
    server.close();
  }
}
