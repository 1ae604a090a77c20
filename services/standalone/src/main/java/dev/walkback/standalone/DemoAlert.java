package dev.walkback.standalone;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.WorkloadKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/** An alert as Alertmanager's webhook sends it. */
record DemoAlert(WorkloadKind kind, Instant startsAt) {

  static final String NAME = "KubePodCrashLooping";
  private static final int FINGERPRINT_START = 7;
  private static final int FINGERPRINT_END = 23;

  byte[] json() {
    String workload = kind.kubernetesName().toLowerCase(Locale.ROOT);
    String labels =
        """
        {"alertname": "%s", "namespace": "production", "%s": "backend", "severity": "critical"}\
        """
            .formatted(NAME, workload);
    String annotations = "{\"summary\": \"Pods of production/backend are crash looping\"}";
    String fingerprint =
        ContentDigest.of(labels + startsAt).value().substring(FINGERPRINT_START, FINGERPRINT_END);
    return """
    {"version": "4", "receiver": "walkback", "status": "firing", "groupKey": "{}:{alertname=\\"%s\\"}",
     "truncatedAlerts": 0, "externalURL": "http://alertmanager.example.org",
     "groupLabels": {"alertname": "%s"}, "commonLabels": %s, "commonAnnotations": %s,
     "alerts": [{"status": "firing", "labels": %s, "annotations": %s, "startsAt": "%s",
       "endsAt": "0001-01-01T00:00:00Z", "fingerprint": "%s",
       "generatorURL": "http://prometheus.example.org/graph"}]}
    """
        .formatted(NAME, NAME, labels, annotations, labels, annotations, startsAt, fingerprint)
        .getBytes(StandardCharsets.UTF_8);
  }
}
