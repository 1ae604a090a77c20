package dev.walkback.sandbox;

import dev.walkback.sandbox.sample.WebApp;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;

/** The sample application as typed objects without a namespace: each case brings its own. */
final class Manifests {
  static final String NAME = "backend";
  static final String IMAGE = WebApp.IMAGE;

  private Manifests() {}

  static Deployment deployment(int replicas, String version, boolean crash) {
    return typed(release("Deployment", replicas, version, crash), Deployment.class);
  }

  static StatefulSet statefulSet(int replicas, String version, boolean crash) {
    return typed(release("StatefulSet", replicas, version, crash), StatefulSet.class);
  }

  static DaemonSet daemonSet(String version, boolean crash) {
    return typed(release("DaemonSet", 1, version, crash), DaemonSet.class);
  }

  static Service service() {
    return typed(app("Deployment", 1).service(), Service.class);
  }

  private static String release(String kind, int replicas, String version, boolean crash) {
    WebApp app = app(kind, replicas);
    return crash ? app.crashingRelease(version) : app.release(version);
  }

  private static WebApp app(String kind, int replicas) {
    return WebApp.of(kind, "any", NAME).withReplicas(replicas);
  }

  private static <T extends HasMetadata> T typed(String manifest, Class<T> type) {
    T object = Serialization.unmarshal(manifest, type);
    object.getMetadata().setNamespace(null);
    return object;
  }
}
