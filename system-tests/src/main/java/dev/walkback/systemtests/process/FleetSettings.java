package dev.walkback.systemtests.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What all processes of a fleet are told.
 *
 * @param properties Spring properties: where Kafka, the cluster and Slack are
 * @param directory where logs and evidence go
 */
public record FleetSettings(Map<String, String> properties, Path directory) {

  public FleetSettings {
    properties = Map.copyOf(properties);
  }

  /** A port that nobody else has, told in the log. */
  List<String> arguments() {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--logging.level.org.springframework.boot.tomcat.TomcatWebServer=INFO",
                "--walkback.executor.evidence-directory=" + directory.resolve("evidence")));
    properties.forEach((name, value) -> arguments.add("--%s=%s".formatted(name, value)));
    return arguments;
  }

  Path log(String instance, int life) {
    return directory.resolve("%s-%d.log".formatted(instance, life));
  }
}
