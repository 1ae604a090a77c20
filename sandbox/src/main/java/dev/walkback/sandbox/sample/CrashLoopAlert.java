package dev.walkback.sandbox.sample;

import java.time.Instant;
import java.util.Locale;

/**
 * What Alertmanager posts to a webhook when a container of an application crash-loops.
 *
 * @param startsAt since when it fires; with the fingerprint, what makes it this alert
 */
public record CrashLoopAlert(WebApp app, Instant startsAt, String fingerprint) {

  /** As the well-known rules call it. */
  public static final String NAME = "KubePodCrashLooping";

  /** With a fingerprint out of the labels, as Alertmanager makes its own. */
  public static CrashLoopAlert of(WebApp app, Instant startsAt) {
    long labels = Integer.toUnsignedLong(new CrashLoopAlert(app, startsAt, "").labels().hashCode());
    return new CrashLoopAlert(app, startsAt, "%016x".formatted(labels));
  }

  public String json() {
    return """
    {"version": "4", "receiver": "walkback", "status": "firing", "truncatedAlerts": 0,
     "groupKey": "{}:{alertname=\\"%1$s\\"}", "groupLabels": {"alertname": "%1$s"},
     "commonLabels": %2$s, "commonAnnotations": %3$s, "externalURL": "http://alertmanager.example.org",
     "alerts": [{"status": "firing", "labels": %2$s, "annotations": %3$s, "startsAt": "%4$s",
       "endsAt": "0001-01-01T00:00:00Z", "fingerprint": "%5$s",
       "generatorURL": "http://prometheus.example.org/graph"}]}
    """
        .formatted(NAME, labels(), annotations(), startsAt, fingerprint);
  }

  private String labels() {
    return """
    {"alertname": "%s", "namespace": "%s", "%s": "%s", "severity": "critical"}\
    """
        .formatted(NAME, app.namespace(), app.kind().toLowerCase(Locale.ROOT), app.name());
  }

  private String annotations() {
    return "{\"summary\": \"Pods of %s/%s are crash looping\"}"
        .formatted(app.namespace(), app.name());
  }
}
