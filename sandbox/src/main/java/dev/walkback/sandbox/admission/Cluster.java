package dev.walkback.sandbox.admission;

import dev.walkback.sandbox.store.ApiFailure;
import dev.walkback.sandbox.store.Json;
import dev.walkback.sandbox.store.Key;
import dev.walkback.sandbox.store.Kind;
import dev.walkback.sandbox.store.Meta;
import dev.walkback.sandbox.store.Store;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one way to read and write objects, for requests and controllers alike. A write that changes
 * nothing makes no new version. Objects that it returns are shared: copy before changing.
 */
public final class Cluster {
  private static final List<String> KEPT =
      List.of(
          "uid",
          "creationTimestamp",
          "generation",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "managedFields",
          "namespace",
          "name",
          "generateName");

  private final Store store;
  private final InstantSource clock;
  private final Ids ids;

  public Cluster(Store store, InstantSource clock, Ids ids) {
    this.store = store;
    this.clock = clock;
    this.ids = ids;
  }

  public Store store() {
    return store;
  }

  public Ids ids() {
    return ids;
  }

  public InstantSource clock() {
    return clock;
  }

  /** Now, as metadata shows it: whole seconds. */
  public String timestamp() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  public <T> T locked(Supplier<T> steps) {
    return store.locked(steps);
  }

  public Optional<ObjectNode> find(Key key) {
    return store.find(key);
  }

  public ObjectNode require(Key key) {
    return find(key).orElseThrow(() -> ApiFailure.notFound(key.kind(), key.name()));
  }

  public List<ObjectNode> list(Kind kind, String namespace) {
    return store.list(kind, namespace);
  }

  public ObjectNode create(Kind kind, ObjectNode candidate, Write how) {
    return locked(() -> {
      ObjectNode object = candidate.deepCopy();
      prepareNew(kind, object);
      Key key = Key.of(kind, object);
      requireNamespace(key);
      if (find(key).isPresent()) {
        throw ApiFailure.alreadyExists(kind, key.name());
      }
      ManagedFields.record(null, object, author(how));
      return how.dryRun() ? object : store.put(key, object);
    });
  }

  private void prepareNew(Kind kind, ObjectNode object) {
    ObjectNode meta = Json.child(object, "metadata");
    String prefix = Json.text(meta, "generateName");
    if (Meta.name(object).isEmpty() && !prefix.isEmpty()) {
      meta.put("name", prefix + ids.suffix());
    }
    if (!Meta.version(object).isEmpty()) {
      throw ApiFailure.badRequest("resourceVersion should not be set on objects to be created");
    }
    Defaults.fill(kind, object);
    Validation.check(kind, object);
    meta.remove(
        List.of("managedFields", "deletionTimestamp", "deletionGracePeriodSeconds", "selfLink"));
    meta.put("uid", ids.uid()).put("creationTimestamp", timestamp());
    if (kind.isWorkload() || kind == Kind.POD) {
      meta.put("generation", 1);
    }
    FirstState.set(kind, object, ids);
  }

  private void requireNamespace(Key key) {
    if (!key.kind().namespaced()) {
      return;
    }
    ObjectNode namespace = require(new Key(Kind.NAMESPACE, "", key.namespace()));
    if (Meta.isDeleting(namespace)) {
      String why =
          "unable to create new content in namespace %s because it is being terminated"
              .formatted(key.namespace());
      throw ApiFailure.forbidden(key.kind(), key.name(), why);
    }
  }

  /** Replaces an object, if the replacement names no version or the current one. */
  public ObjectNode replace(Key key, ObjectNode replacement, Write how) {
    return locked(() -> {
      ObjectNode before = require(key);
      String version = Meta.version(replacement);
      if (!version.isEmpty() && !version.equals(Meta.version(before))) {
        throw ApiFailure.stale(key.kind(), key.name());
      }
      String uid = Meta.uid(replacement);
      if (!uid.isEmpty() && !uid.equals(Meta.uid(before))) {
        throw ApiFailure.conflict(
            key.kind(),
            key.name(),
            "Precondition failed: UID in precondition: %s, UID in object meta: %s"
                .formatted(uid, Meta.uid(before)));
      }
      ObjectNode after =
          how.part() == Write.Part.STATUS
              ? withStatusOf(key.kind(), before, replacement)
              : admitted(key.kind(), before, replacement);
      return save(key, before, after, how);
    });
  }

  /** Changes a copy of the object and stores it; the change is one step for everyone else. */
  public ObjectNode edit(Key key, Write how, Consumer<ObjectNode> change) {
    return locked(() -> {
      ObjectNode copy = require(key).deepCopy();
      change.accept(copy);
      return replace(key, copy, how);
    });
  }

  private ObjectNode save(Key key, ObjectNode before, ObjectNode after, Write how) {
    if (before.equals(after)) {
      return before;
    }
    ManagedFields.record(before, after, author(how));
    if (how.dryRun()) {
      return after;
    }
    if (Meta.isDeleting(after)
        && Json.at(after, "metadata", "finalizers").isEmpty()
        && key.kind() != Kind.POD) {
      store.remove(key);
      return after;
    }
    return store.put(key, after);
  }

  private static ObjectNode withStatusOf(Kind kind, ObjectNode before, ObjectNode replacement) {
    ObjectNode after = before.deepCopy();
    after.set("status", Json.copy(Json.at(replacement, "status")));
    if (kind == Kind.DEPLOYMENT) {
      copyField(Json.at(replacement, "metadata"), Json.child(after, "metadata"), "annotations");
    }
    return after;
  }

  private static ObjectNode admitted(Kind kind, ObjectNode before, ObjectNode replacement) {
    ObjectNode after = replacement.deepCopy();
    ObjectNode meta = Json.child(after, "metadata");
    KEPT.forEach(field -> copyField(Json.at(before, "metadata"), meta, field));
    meta.set("resourceVersion", Json.at(before, "metadata", "resourceVersion"));
    if (kind.hasStatus()) {
      copyField(before, after, "status");
    }
    if (kind == Kind.SERVICE && !Json.at(after, "spec").has("clusterIP")) {
      copyField(Json.at(before, "spec"), Json.child(after, "spec"), "clusterIP");
      copyField(Json.at(before, "spec"), Json.child(after, "spec"), "clusterIPs");
    }
    Defaults.fill(kind, after);
    Validation.check(kind, after);
    UpdateRules.check(kind, before, after);
    if (bumpsGeneration(kind, before, after)) {
      meta.put("generation", Meta.generation(before) + 1);
    }
    return after;
  }

  /** A Deployment's annotations count as its spec does: kubectl once asked for undo there. */
  private static boolean bumpsGeneration(Kind kind, ObjectNode before, ObjectNode after) {
    boolean annotated =
        kind == Kind.DEPLOYMENT
            && !Json.strings(before, "metadata", "annotations")
                .equals(Json.strings(after, "metadata", "annotations"));
    boolean respecified = !Json.at(before, "spec").equals(Json.at(after, "spec"));
    return (kind.isWorkload() || kind == Kind.POD) && (respecified || annotated);
  }

  private static void copyField(JsonNode from, ObjectNode to, String field) {
    JsonNode value = from.get(field);
    if (value == null) {
      to.remove(field);
    } else {
      to.set(field, value.deepCopy());
    }
  }

  /** Deletes, or begins to delete, what the request names; {@code null} if it is gone at once. */
  public @Nullable ObjectNode delete(Key key, Deletion how) {
    return locked(() -> new Deleting(this, key).apply(how));
  }

  private ManagedFields.Author author(Write how) {
    String subresource = how.part() == Write.Part.STATUS ? "status" : "";
    return new ManagedFields.Author(how.manager(), subresource, timestamp());
  }
}
