package dev.walkback.sandbox.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.walkback.sandbox.admission.Cluster;
import dev.walkback.sandbox.store.ApiFailure;
import dev.walkback.sandbox.store.Change;
import dev.walkback.sandbox.store.Json;
import dev.walkback.sandbox.store.Meta;
import dev.walkback.sandbox.store.Selector;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Streams changes to clients that watch. */
final class Watches {

  private static final Duration STEP = Duration.ofMillis(500);
  private static final long MAX_SECONDS = 600;

  private final Cluster cluster;

  Watches(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * What a client wants to watch.
   *
   * @param from the version that it has seen; empty or 0 to be told first what is there
   */
  record Watch(Target target, Predicate<ObjectNode> matches, String from, long seconds) {
    static Watch of(Request request) {
      Target target = Target.parse(request.path());
      Predicate<JsonNode> wanted =
          Selector.labels(request.parameter("labelSelector"))
              .and(Selector.fields(target.kind(), request.parameter("fieldSelector")));
      String from = request.parameter("resourceVersion");
      if (!from.matches("\\d{0,9}")) {
        throw ApiFailure.badRequest("Invalid value: \"" + from + "\": not a resource version");
      }
      String timeout = request.parameter("timeoutSeconds");
      long seconds = timeout.matches("\\d{1,6}") ? Long.parseLong(timeout) : MAX_SECONDS;
      return new Watch(
          target, object -> inScope(target, object) && wanted.test(object), from, seconds);
    }
  }

  void stream(Watch watch, OutputStream out) throws IOException, InterruptedException {
    Target target = watch.target();
    Predicate<ObjectNode> matches = watch.matches();
    String from = watch.from();
    int seen =
        from.isEmpty() || from.equals("0") ? present(target, matches, out) : Integer.parseInt(from);
    Instant end = cluster.clock().instant().plusSeconds(watch.seconds());
    while (cluster.clock().instant().isBefore(end)) {
      int version = cluster.store().version();
      List<Change> changes = cluster.store().changesAfter(seen, target.kind());
      if (changes == null) {
        send(
            out,
            "ERROR",
            ApiFailure.of(410, "Expired", "too old resource version: " + seen).toStatus());
        return;
      }
      for (Change change : changes) {
        tell(change, matches, out);
        version = Math.max(version, change.version());
      }
      seen = Math.max(seen, version);
      cluster.store().awaitChangeAfter(seen, STEP);
    }
  }

  private int present(Target target, Predicate<ObjectNode> matches, OutputStream out)
      throws IOException {
    record Snapshot(int version, List<ObjectNode> objects) {}
    Snapshot snapshot =
        cluster.locked(() ->
            new Snapshot(
                cluster.store().version(), cluster.list(target.kind(), target.namespace())));
    for (ObjectNode object : snapshot.objects()) {
      if (matches.test(object)) {
        send(out, "ADDED", object);
      }
    }
    return snapshot.version();
  }

  private static boolean inScope(Target target, ObjectNode object) {
    return (target.namespace().isEmpty() || Meta.namespace(object).equals(target.namespace()))
        && (target.name().isEmpty() || Meta.name(object).equals(target.name()));
  }

  /** A change that takes an object out of the selection looks like its end to who watches. */
  private static void tell(Change change, Predicate<ObjectNode> matches, OutputStream out)
      throws IOException {
    boolean before = change.before() != null && matches.test(change.before());
    boolean after = change.type() != Change.Type.DELETED && matches.test(change.after());
    if (after) {
      send(out, before ? "MODIFIED" : "ADDED", change.after());
    } else if (before) {
      send(out, "DELETED", change.after());
    }
  }

  private static void send(OutputStream out, String type, JsonNode object) throws IOException {
    ObjectNode event = Json.object().put("type", type);
    event.set("object", object);
    out.write((Json.MAPPER.writeValueAsString(event) + "\n").getBytes(UTF_8));
    out.flush();
  }
}
