package dev.walkback.systemtests.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What the processes of a fleet are told.
 *
 * @param properties Spring properties for all of them: where Kafka and Slack are
 * @param own further ones for a service, for instance its own way to the cluster
 * @param directory where logs and evidence go
 */
public record FleetSettings(
    Map<String, String> properties, Function<Service, Map<String, String>> own, Path directory) {

  public FleetSettings {
    properties = Map.copyOf(properties);
  }

  public FleetSettings(Map<String, String> properties, Path directory) {
    this(properties, _ -> Map.of(), directory);
  }

  /** A port that nobody else has, told in the log. */
  List<String> arguments(Service service) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--logging.level.org.springframework.boot.tomcat.TomcatWebServer=INFO",
                "--walkback.executor.evidence-directory=" + directory.resolve("evidence")));
    properties.forEach((name, value) -> arguments.add("--%s=%s".formatted(name, value)));
    own.apply(service).forEach((name, value) -> arguments.add("--%s=%s".formatted(name, value)));
    return arguments;
  }

  Path log(String instance, int life) {
    return directory.resolve("%s-%d.log".formatted(instance, life));
  }
}
