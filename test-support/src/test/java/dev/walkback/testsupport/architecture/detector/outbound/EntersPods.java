package dev.walkback.testsupport.architecture.detector.outbound;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.ExecWatch;

final class EntersPods {
  private EntersPods() {}

  static ExecWatch pod(KubernetesClient client) {
    return client.pods().withName("a").exec("sh");
  }
}
