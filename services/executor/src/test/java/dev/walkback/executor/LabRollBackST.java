package dev.walkback.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.hold.Hold;
import dev.walkback.executor.core.Brake;
import dev.walkback.executor.outbound.kube.ClusterWriter;
import dev.walkback.executor.outbound.kube.HandingBack;
import dev.walkback.workloads.KubernetesAccess;
import dev.walkback.workloads.KubernetesSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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

  @Test
  void the_release_that_follows_is_not_refused_where_releases_are_applied()
      throws InterruptedException {
    var step = afterBadApply();

    takeAndHandBack(step, new Brake.Released());

    var back = world.until(WorkloadKind.DEPLOYMENT, ShopWorld::isHealthy).facts();
    assertThat(back.live()).isEqualTo(step.target().template());
    assertThat(back.releasedByRollback()).contains(step.rollbackId());
    assertThat(writes()).hasSize(2);
    assertThatCode(() -> world.apply("fixed", false)).doesNotThrowAnyException();
  }

  @Test
  void what_only_the_older_release_had_does_not_outlive_the_next_one() throws InterruptedException {
    world.applyWith(Map.of("shop/flavour", "vanilla"), "good");
    var step =
        afterBadApplyOn(world.until(WorkloadKind.DEPLOYMENT, ShopWorld::isHealthy).facts().live());
    takeAndHandBack(step, new Brake.Released());
    assertThat(world.podAnnotations()).containsKey("shop/flavour");

    world.apply("fixed", false);

    assertThat(world.podAnnotations()).doesNotContainKey("shop/flavour");
  }

  @Test
  void nothing_is_handed_back_under_a_hold_that_came_after_the_step() throws InterruptedException {
    var step = afterBadApply();
    var hold = new Hold("ada", "the network is down", Instant.EPOCH, Optional.empty());

    takeAndHandBack(step, new Brake.Pulled(ApplicationId.EVERYTHING, hold));

    assertThat(writes()).hasSize(1);
  }

  private RollBackWorkload afterBadApply() {
    world.apply("good", false);
    return afterBadApplyOn(
        world.until(WorkloadKind.DEPLOYMENT, ShopWorld::isHealthy).facts().live());
  }

  private RollBackWorkload afterBadApplyOn(ContentDigest good) {
    world.apply("bad", true);
    var bad = world.until(WorkloadKind.DEPLOYMENT, ShopWorld::isCrashing).facts().live();
    return world.step(WorkloadKind.DEPLOYMENT, good, bad, 1, Duration.ZERO);
  }

  /** The step itself meets no brake. */
  private void takeAndHandBack(RollBackWorkload step, Brake afterwards)
      throws InterruptedException {
    ExecutionOutcome outcome = world.steps(evidence).take(step);
    new HandingBack(world.reader, new ClusterWriter(world.http), _ -> afterwards)
        .after(step, outcome);
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
