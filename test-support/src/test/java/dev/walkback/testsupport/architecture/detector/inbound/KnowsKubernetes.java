package dev.walkback.testsupport.architecture.detector.inbound;

import io.fabric8.kubernetes.client.KubernetesClient;

record KnowsKubernetes(KubernetesClient client) {}
