package dev.walkback.testsupport.architecture.detector.outbound;

import io.fabric8.kubernetes.client.KubernetesClient;

final class Writes {
  private Writes() {}

  static void pods(KubernetesClient client) {
    client.pods().delete();
  }

  static String raw(KubernetesClient client) {
    return client.raw("/api/v1/pods/a", "DELETE", null);
  }
}
