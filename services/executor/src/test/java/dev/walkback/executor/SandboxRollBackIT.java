package dev.walkback.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.WorkloadKind;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.execution.ExecutionOutcome.Effect;
import dev.walkback.events.execution.ExecutionOutcome.Refusal;
import dev.walkback.events.execution.ExecutionOutcome.WorkloadRolledBack;
import dev.walkback.sandbox.Sandbox;
import dev.walkback.sandbox.SandboxOptions;
import dev.walkback.sandbox.http.Faults.Fault;
import dev.walkback.workloads.KubernetesAccess;
import dev.walkback.workloads.KubernetesSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract on the sandbox, and what only a sandbox can be asked to do wrong. */
class SandboxRollBackIT extends RollBackContract {

  private static final String AGENT = "walkback-executor";

  private final Sandbox sandbox = Sandbox.start(SandboxOptions.quick());

  @Override
  ShopWorld world() {
    var settings = KubernetesSettings.at(sandbox.url());
    return new ShopWorld(
        KubernetesAccess.client(settings, "release"),
        KubernetesAccess.client(settings, AGENT),
        "shop");
  }

  @Override
  List<String> writes() {
    return sandbox.writes().stream()
        .filter(write -> write.userAgent().equals(AGENT))
        .map(write -> write.verb() + " " + write.path())
        .toList();
  }

  @Override
  void stopCluster() {
    sandbox.close();
  }

  @Test
  void a_conflict_is_decided_anew_and_then_written() throws InterruptedException {
    var outcome = rollBackWith(new Fault(409, false));

    assertThat(((WorkloadRolledBack) outcome).effect()).isEqualTo(Effect.APPLIED);
    assertThat(writes()).hasSize(2);
  }

  @Test
  void a_write_whose_answer_was_lost_is_found_and_not_repeated() throws InterruptedException {
    var outcome = rollBackWith(new Fault(504, true));

    assertThat(((WorkloadRolledBack) outcome).effect()).isEqualTo(Effect.APPLIED);
    assertThat(writes()).hasSize(1);
  }

  @Test
  void a_write_that_was_lost_itself_is_sent_again() throws InterruptedException {
    var outcome = rollBackWith(new Fault(500, false));

    assertThat(((WorkloadRolledBack) outcome).effect()).isEqualTo(Effect.APPLIED);
    assertThat(writes()).hasSize(2);
  }

  @Test
  void a_busy_server_is_left_alone_for_a_while() throws InterruptedException {
    var outcome = rollBackWith(new Fault(429, false));

    assertThat(((WorkloadRolledBack) outcome).effect()).isEqualTo(Effect.APPLIED);
    assertThat(writes()).hasSize(2);
  }

  @Test
  void a_server_that_forbids_the_write_is_not_asked_again() throws InterruptedException {
    assertRefused(rollBackWith(new Fault(403, false)), Refusal.FORBIDDEN);
    assertThat(writes()).hasSize(1);
  }

  @Test
  void an_older_rollback_does_not_write_over_a_newer_one() throws InterruptedException {
    var newer = world.afterBadRelease(WorkloadKind.DEPLOYMENT);
    assertThat(world.steps(evidence).take(fenced(newer, 9))).isInstanceOf(WorkloadRolledBack.class);
    world.release(WorkloadKind.DEPLOYMENT, "bad", true);

    assertRefused(world.steps(evidence).take(fenced(newer, 8)), Refusal.FENCED);
  }

  @Test
  void a_step_whose_deadline_is_over_is_not_begun() throws InterruptedException {
    var step = world.afterBadRelease(WorkloadKind.DEPLOYMENT);

    assertRefused(world.steps(evidence).take(until(step, Instant.EPOCH)), Refusal.DEADLINE_PASSED);
    assertThat(writes()).isEmpty();
  }

  @Test
  void a_server_that_stays_silent_fails_the_step_at_its_deadline() throws InterruptedException {
    var step = world.afterBadRelease(WorkloadKind.DEPLOYMENT);
    sandbox.faults().goSilent();
    try {
      assertThat(world.steps(evidence).take(until(step, Instant.now().plusSeconds(6))))
          .isInstanceOf(ExecutionOutcome.Failed.class);
    } finally {
      sandbox.faults().resume();
    }
  }

  @Test
  void a_capture_that_hangs_ends_with_its_time_box() {
    var step = world.afterBadRelease(WorkloadKind.DEPLOYMENT);
    var seen = world.look(step.target().workload());
    sandbox.faults().goSilent();
    long begun = System.nanoTime();
    try {
      var kept = world.evidence(evidence).capture(step, seen, Duration.ofMillis(500)).orElseThrow();

      assertThat(kept.items()).containsExactly("workload.json", "revisions.json");
      assertThat(kept.missing())
          .anySatisfy(missing -> assertThat(missing).startsWith("events.json: "));
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
    } finally {
      sandbox.faults().resume();
    }
  }

  @Test
  void what_could_not_be_captured_is_listed_and_stops_nothing() throws InterruptedException {
    var step = world.afterBadRelease(WorkloadKind.DEPLOYMENT);
    sandbox.faults().failNext(request -> request.path().contains("events"), new Fault(500, false));

    var outcome = (WorkloadRolledBack) world.steps(evidence).take(step);

    assertThat(outcome.evidence().orElseThrow().missing())
        .singleElement()
        .asString()
        .startsWith("events.json: 500");
  }

  private ExecutionOutcome rollBackWith(Fault fault) throws InterruptedException {
    var step = world.afterBadRelease(WorkloadKind.DEPLOYMENT);
    sandbox.faults().failNext(request -> request.method().equals("PATCH"), fault);
    return world.steps(evidence).take(step);
  }

  private static RollBackWorkload fenced(RollBackWorkload step, long fence) {
    return new RollBackWorkload(
        step.application(),
        step.rollbackId(),
        step.step(),
        step.deadline(),
        step.target(),
        fence,
        Duration.ZERO);
  }

  private static RollBackWorkload until(RollBackWorkload step, Instant deadline) {
    return new RollBackWorkload(
        step.application(),
        step.rollbackId(),
        step.step(),
        deadline,
        step.target(),
        step.fence(),
        Duration.ZERO);
  }
}
