package dev.walkback.standalone;

import dev.walkback.cli.policy.Durations;
import dev.walkback.events.WorkloadKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The policy of the demo, as a file like any other: short times, and said so. */
record DemoPolicy(WorkloadKind kind, Duration recovery, Duration soak, Duration interval) {

  static DemoPolicy of(Story story, boolean fast) {
    boolean hopeless = story.end() == Story.End.NEEDS_HUMAN;
    Duration recovery = Duration.ofSeconds(hopeless ? (fast ? 5 : 10) : 60);
    return new DemoPolicy(
        story.kind(),
        recovery,
        Duration.ofSeconds(fast ? 1 : 8),
        Duration.ofMillis(fast ? 200 : 500));
  }

  Path write(Path directory) throws IOException {
    Files.createDirectories(directory);
    return Files.writeString(directory.resolve("backend.yaml"), yaml());
  }

  private String yaml() {
    return """
    # The demo's own policy. Real ones watch for longer: the default soak is 15 minutes.
    apiVersion: walkback.dev/v1
    kind: RollbackPolicy
    metadata: {name: backend, namespace: production}
    spec:
      workloads:
        - {kind: %s, name: backend}
      checks:
        - name: health
          service: {name: backend, port: 80, path: /health}
          expect: {status: 200, json: {status: healthy}}
      recoveryDeadline: %s
      soak: %s
      checkInterval: %s
      people:
        owner: payments on-call
        boxes: {status-page-updated: "Jo, communications"}
    """
        .formatted(
            kind.kubernetesName(),
            Durations.format(recovery),
            Durations.format(soak),
            Durations.format(interval));
  }
}
