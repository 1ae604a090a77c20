package dev.walkback.sandbox;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;

/** The same manifests for the sandbox and for the lab: only image and environment decide. */
final class Manifests {
  static final String NAME = "backend";
  static final String IMAGE = "lab/predator:1";

  private Manifests() {}

  static Deployment deployment(int replicas, String version, boolean crash) {
    String spec = "progressDeadlineSeconds: 60\n  replicas: " + replicas;
    return Serialization.unmarshal(workload("Deployment", spec, version, crash), Deployment.class);
  }

  static StatefulSet statefulSet(int replicas, String version, boolean crash) {
    String spec = "serviceName: " + NAME + "\n  replicas: " + replicas;
    return Serialization.unmarshal(
        workload("StatefulSet", spec, version, crash), StatefulSet.class);
  }

  static DaemonSet daemonSet(String version, boolean crash) {
    String spec = "minReadySeconds: 0";
    return Serialization.unmarshal(workload("DaemonSet", spec, version, crash), DaemonSet.class);
  }

  static Service service() {
    return Serialization.unmarshal(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: backend}
        spec:
          selector: {app: backend}
          ports: [{name: http, port: 80, targetPort: http}]
        """,
        Service.class);
  }

  private static String workload(String kind, String spec, String version, boolean crash) {
    return """
    apiVersion: apps/v1
    kind: %s
    metadata: {name: backend, labels: {app: backend}}
    spec:
      %s
      selector: {matchLabels: {app: backend}}
      template:
        metadata: {labels: {app: backend}}
        spec:
          terminationGracePeriodSeconds: 1
          containers:
            - name: app
              image: %s
              imagePullPolicy: IfNotPresent
              env:
                - {name: VERSION, value: "%s"}
                - {name: CRASH, value: "%s"}
              ports: [{name: http, containerPort: 8080}]
              readinessProbe:
                httpGet: {path: /health, port: http}
                periodSeconds: 1
    """
        .formatted(kind, spec, IMAGE, version, crash ? "yes" : "");
  }
}
