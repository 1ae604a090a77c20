package dev.walkback.executor;

import dev.walkback.workloads.KubernetesAccess;
import dev.walkback.workloads.KubernetesSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The contract on the cluster that KUBECONFIG names, counting in its audit log (LAB_AUDIT_LOG, or
 * where the lab keeps it).
 */
@Tag("lab")
class LabRollBackST extends RollBackContract {

  private final String run = "executor-" + UUID.randomUUID().toString().substring(0, 8);

  @Override
  ShopWorld world() {
    var settings =
        new KubernetesSettings(
            null, null, null, List.of(), Duration.ofSeconds(5), Duration.ofSeconds(10));
    return new ShopWorld(
        KubernetesAccess.client(settings, "release"), KubernetesAccess.client(settings, run), run);
  }

  @Override
  List<String> writes() {
    String home = System.getProperty("user.home");
    String log =
        System.getenv()
            .getOrDefault("LAB_AUDIT_LOG", home + "/.cache/walkback-lab/logs/audit.jsonl");
    try (Stream<String> lines = Files.lines(Path.of(log))) {
      return lines
          .filter(line -> line.contains(run))
          .map(line -> JsonMapper.shared().readTree(line))
          .filter(event -> event.path("userAgent").asString("").equals(run))
          .filter(event -> event.path("stage").asString("").equals("ResponseComplete"))
          .map(LabRollBackST::asWrite)
          .filter(write -> !write.startsWith("GET "))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Expected the API server's audit log at " + log, e);
    }
  }

  private static String asWrite(JsonNode event) {
    String verb =
        switch (event.path("verb").asString("")) {
          case "patch" -> "PATCH";
          case "delete" -> "DELETE";
          case "create" -> "POST";
          case "update" -> "PUT";
          default -> "GET";
        };
    return verb + " " + event.path("requestURI").asString("").split("\\?", 2)[0];
  }
}
