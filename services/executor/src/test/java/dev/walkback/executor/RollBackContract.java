package dev.walkback.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.WorkloadKind;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.execution.ExecutionOutcome.Effect;
import dev.walkback.events.execution.ExecutionOutcome.Refusal;
import dev.walkback.events.execution.ExecutionOutcome.WorkloadRolledBack;
import dev.walkback.workloads.WalkbackAnnotations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must hold on every cluster; run on the sandbox and on a real one. */
abstract class RollBackContract {

  ShopWorld world;
  @TempDir Path evidence;

  abstract ShopWorld world();

  /** Verb and path of every write of ours that the API server saw. */
  abstract List<String> writes();

  /** After the world is closed. */
  void stopCluster() {}

  @BeforeEach
  void open() {
    world = world();
  }

  @AfterEach
  void close() {
    world.close();
    stopCluster();
  }

  @Test
  void a_deployment_goes_back_with_one_patch_and_recovers() throws InterruptedException {
    var step = world.afterBadRelease(WorkloadKind.DEPLOYMENT);

    var outcome = (WorkloadRolledBack) world.steps(evidence).take(step);

    assertThat(outcome.effect()).isEqualTo(Effect.APPLIED);
    assertThat(outcome.revision()).isEqualTo(3);
    assertThat(outcome.deletedPods()).isEmpty();
    var healthy = world.until(WorkloadKind.DEPLOYMENT, ShopWorld::isHealthy);
    assertThat(healthy.facts().live()).isEqualTo(step.target().template());
    assertThat(healthy.facts().releasedByRollback()).contains(step.rollbackId());
    assertThat(healthy.fence()).hasValue(1);
    assertThat(healthy.annotation(WalkbackAnnotations.STEP)).contains("roll-back-1");
    assertThat(writes()).singleElement().asString().startsWith("PATCH ");
  }

  @Test
  void a_step_taken_twice_writes_once() throws InterruptedException {
    var step = world.afterBadRelease(WorkloadKind.DEPLOYMENT);
    var first = (WorkloadRolledBack) world.steps(evidence).take(step);

    var second = (WorkloadRolledBack) world.steps(evidence).take(step);

    assertThat(second.effect()).isEqualTo(Effect.ALREADY_LIVE);
    assertThat(second.evidence()).isEqualTo(first.evidence()).isPresent();
    assertThat(writes()).hasSize(1);
  }

  @Test
  void a_target_that_was_used_before_is_found_by_its_content() throws InterruptedException {
    var first = world.afterBadRelease(WorkloadKind.DEPLOYMENT);
    assertThat(world.steps(evidence).take(first)).isInstanceOf(WorkloadRolledBack.class);
    world.until(WorkloadKind.DEPLOYMENT, ShopWorld::isHealthy);
    world.release(WorkloadKind.DEPLOYMENT, "worse", true);
    var worse = world.until(WorkloadKind.DEPLOYMENT, ShopWorld::isCrashing);
    var again =
        world.step(
            WorkloadKind.DEPLOYMENT,
            first.target().template(),
            worse.facts().live(),
            2,
            Duration.ZERO);

    var outcome = (WorkloadRolledBack) world.steps(evidence).take(again);

    assertThat(outcome.effect()).isEqualTo(Effect.APPLIED);
    assertThat(outcome.evidence()).isEmpty();
    assertThat(world.until(WorkloadKind.DEPLOYMENT, ShopWorld::isHealthy).facts().live())
        .isEqualTo(first.target().template());
  }

  @Test
  void a_wedged_stateful_set_is_freed_from_its_broken_pod() throws InterruptedException {
    var step = world.afterBadRelease(WorkloadKind.STATEFUL_SET);

    var outcome = (WorkloadRolledBack) world.steps(evidence).take(step);

    assertThat(outcome.deletedPods()).containsExactly("backend-1");
    world.until(
        WorkloadKind.STATEFUL_SET,
        set -> ShopWorld.isHealthy(set) && set.facts().live().equals(step.target().template()));
    assertThat(writes()).hasSize(2);
    assertThat(writes().getFirst()).startsWith("PATCH ");
    assertThat(writes().getLast()).startsWith("DELETE ").endsWith("/pods/backend-1");
  }

  @Test
  void a_daemon_set_goes_back_with_one_patch_and_recovers() throws InterruptedException {
    var step = world.afterBadRelease(WorkloadKind.DAEMON_SET);

    var outcome = (WorkloadRolledBack) world.steps(evidence).take(step);

    assertThat(outcome.effect()).isEqualTo(Effect.APPLIED);
    world.until(
        WorkloadKind.DAEMON_SET,
        set -> ShopWorld.isHealthy(set) && set.facts().live().equals(step.target().template()));
    assertThat(writes()).hasSize(1);
  }

  @Test
  void a_paused_deployment_is_refused() throws InterruptedException {
    var step = world.afterBadRelease(WorkloadKind.DEPLOYMENT);
    world.pause();

    assertRefused(world.steps(evidence).take(step), Refusal.PAUSED);
    assertThat(writes()).isEmpty();
  }

  @Test
  void a_release_that_came_in_between_is_left_alone() throws InterruptedException {
    var step = world.afterBadRelease(WorkloadKind.DEPLOYMENT);
    world.release(WorkloadKind.DEPLOYMENT, "fixed", false);

    assertRefused(world.steps(evidence).take(step), Refusal.LIVE_CONTENT_CHANGED);
    assertThat(writes()).isEmpty();
  }

  @Test
  void the_evidence_holds_what_the_broken_pods_said_before_they_crashed()
      throws InterruptedException, IOException {
    var step = world.afterBadRelease(WorkloadKind.DEPLOYMENT);

    var kept = ((WorkloadRolledBack) world.steps(evidence).take(step)).evidence().orElseThrow();

    assertThat(kept.items())
        .contains("workload.json", "revisions.json", "pods.json", "events.json");
    Path bundle = Path.of(kept.location());
    String previous =
        kept.items().stream()
            .filter(item -> item.endsWith(".previous.log"))
            .findFirst()
            .orElseThrow();
    assertThat(Files.readString(bundle.resolve(previous))).isNotBlank();
    assertThat(Files.readString(bundle.resolve("workload.json"))).contains("\"bad\"");
    assertThat(Files.getPosixFilePermissions(bundle.resolve("workload.json"))).hasSize(2);
    assertThat(Files.getPosixFilePermissions(bundle)).hasSize(3);
  }

  @Test
  void a_survey_tells_the_facts_and_writes_nothing() throws InterruptedException {
    var step = world.afterBadRelease(WorkloadKind.DEPLOYMENT);
    var survey =
        new Execution.Survey(
            step.application(),
            step.rollbackId(),
            "survey",
            step.deadline(),
            List.of(step.target().workload()));

    var outcome = (ExecutionOutcome.Surveyed) world.steps(evidence).take(survey);

    assertThat(outcome.workloads().getFirst().live()).isEqualTo(step.target().from());
    assertThat(outcome.workloads().getFirst().revisions()).hasSize(2);
    assertThat(writes()).isEmpty();
  }

  static void assertRefused(ExecutionOutcome outcome, Refusal reason) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            ExecutionOutcome.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(reason));
  }
}
