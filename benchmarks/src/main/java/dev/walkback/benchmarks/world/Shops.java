package dev.walkback.benchmarks.world;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Some applications with one Deployment each, which take turns: one is released to badly, an alert
 * is raised, it is walked back, and when its turn comes again the next bad version goes out.
 */
public final class Shops {

  private final Cluster cluster;
  private final List<String> names;
  private final String evidenceTimeBox;
  private final String cooldown;
  private int releases;
  private int alerts;

  /** None of them is there yet. */
  public Shops(Cluster cluster, String prefix, int count, String evidenceTimeBox) {
    this(cluster, prefix, count, evidenceTimeBox, "0s");
  }

  /** The same where alerts start nothing for a while after a rollback. */
  public Shops(Cluster cluster, String prefix, int count, String evidenceTimeBox, String cooldown) {
    this.cluster = cluster;
    this.cooldown = cooldown;
    this.names = IntStream.range(0, count).mapToObj(i -> "%s-%03d".formatted(prefix, i)).toList();
    this.evidenceTimeBox = evidenceTimeBox;
  }

  public List<String> names() {
    return names;
  }

  /** All serve their first, good version when this returns. */
  public void deploy() throws InterruptedException {
    names.forEach(name -> cluster.release(name, "good", false));
    for (String name : names) {
      cluster.awaitServing(name);
    }
  }

  public void writePolicies(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(
        directory.resolve("fleet.yaml"),
        """
        apiVersion: walkback.dev/v1
        kind: FleetPolicy
        spec:
          maxConcurrent: 1000
          storm: off
        """);
    for (String name : names) {
      Files.writeString(
          directory.resolve(name + ".yaml"),
          """
          apiVersion: walkback.dev/v1
          kind: RollbackPolicy
          metadata: {name: %1$s, namespace: %1$s}
          spec:
            workloads:
              - {kind: Deployment, name: %1$s}
            soak: 1s
            cooldown: %3$s
            evidenceTimeBox: %2$s
            guardrails:
              maxRollbacks: {count: 100, within: 1m}
          """
              .formatted(name, evidenceTimeBox, cooldown));
    }
  }

  /** The next one in turn gets a bad version. */
  public void release() {
    String name = names.get(releases % names.size());
    releases++;
    cluster.release(name, "bad-" + releases, true);
  }

  /** Whose turn it is to have an alert. */
  public String next() {
    return names.get(alerts++ % names.size());
  }

  /** What Alertmanager posts; each time another alert. */
  public static byte[] alert(String name) {
    return alert(name, 0);
  }

  /** The same for one of several alerts of an application. */
  public static byte[] alert(String name, int number) {
    String labels =
        "{\"alertname\":\"KubePodCrashLooping\",\"namespace\":\"%s\",\"deployment\":\"%s\",\"severity\":\"critical\"}"
            .formatted(name, name);
    Instant now = Instant.now();
    String annotations = "{\"summary\":\"Pods of %s/%s are crash looping\"}".formatted(name, name);
    return """
    {"version":"4","receiver":"walkback","status":"firing","groupKey":"{}:{alertname=\\"KubePodCrashLooping\\"}",
     "truncatedAlerts":0,"externalURL":"http://alertmanager.example.org",
     "groupLabels":{"alertname":"KubePodCrashLooping"},"commonLabels":%1$s,"commonAnnotations":%2$s,
     "alerts":[{"status":"firing","labels":%1$s,"annotations":%2$s,"startsAt":"%3$s",
      "endsAt":"0001-01-01T00:00:00Z","fingerprint":"%4$016x","generatorURL":"http://prometheus.example.org/graph"}]}
    """
        .formatted(labels, annotations, now, 31L * name.hashCode() + number)
        .getBytes(StandardCharsets.UTF_8);
  }
}
