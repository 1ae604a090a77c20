package dev.walkback.testsupport.architecture.notifier.outbound.kube;

import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Looks, and changes nothing. */
public record Watcher(KubernetesClient client) {
  PodList pods() {
    return client.pods().inNamespace("production").list();
  }

  String raw() {
    return client.raw("/version");
  }
}
