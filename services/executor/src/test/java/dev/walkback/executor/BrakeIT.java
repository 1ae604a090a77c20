package dev.walkback.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.execution.EvidenceSummary;
import dev.walkback.events.execution.Execution.Approved;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.execution.ExecutionOutcome.Refusal;
import dev.walkback.events.execution.ExecutionOutcome.Refused;
import dev.walkback.events.execution.ExecutionOutcome.WorkloadRolledBack;
import dev.walkback.events.hold.Hold;
import dev.walkback.executor.core.Brake;
import dev.walkback.executor.core.Brakes;
import dev.walkback.executor.core.EvidenceKeeper;
import dev.walkback.sandbox.Sandbox;
import dev.walkback.sandbox.SandboxOptions;
import dev.walkback.sandbox.http.LoggedWrite;
import dev.walkback.workloads.KubernetesAccess;
import dev.walkback.workloads.KubernetesSettings;
import dev.walkback.workloads.WorkloadSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Orders to stand still, at the worst moments of a step. */
class BrakeIT {

  private static final String AGENT = "walkback-executor";
  private static final Brake PULLED =
      new Brake.Pulled(
          ApplicationId.EVERYTHING,
          new Hold("ada", "the network is down", Instant.EPOCH, Optional.empty()));

  private final Sandbox sandbox = Sandbox.start(SandboxOptions.quick());
  private final ShopWorld world =
      new ShopWorld(
          KubernetesAccess.client(KubernetesSettings.at(sandbox.url()), "release"),
          KubernetesAccess.client(KubernetesSettings.at(sandbox.url()), AGENT),
          "shop");
  private final AtomicReference<Brake> brake = new AtomicReference<>(new Brake.Released());

  @AfterEach
  void close() {
    world.close();
    sandbox.close();
  }

  @Test
  void a_brake_that_is_pulled_while_evidence_is_captured_stops_the_patch()
      throws InterruptedException {
    var step = world.afterBadRelease(WorkloadKind.DEPLOYMENT);

    var outcome = take(step, capturing(() -> brake.set(PULLED)), _ -> brake.get());

    assertRefused(outcome, Refusal.HELD);
    assertThat(writes()).isEmpty();
  }

  @Test
  void a_brake_that_is_pulled_already_lets_nothing_be_patched() throws InterruptedException {
    var step = world.afterBadRelease(WorkloadKind.DEPLOYMENT);
    brake.set(PULLED);

    var outcome = take(step, capturing(() -> {}), _ -> brake.get());

    assertRefused(outcome, Refusal.HELD);
    assertThat(writes()).isEmpty();
  }

  @Test
  void holds_that_stay_unknown_fail_the_step_at_its_deadline() throws InterruptedException {
    var step = until(world.afterBadRelease(WorkloadKind.DEPLOYMENT), Instant.now().plusMillis(700));

    var outcome = take(step, capturing(() -> {}), _ -> new Brake.Unknown("the broker is away"));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            ExecutionOutcome.Failed.class,
            failed -> assertThat(failed.explanation()).contains("the broker is away"));
    assertThat(writes()).isEmpty();
  }

  @Test
  void holds_that_come_to_be_known_let_the_step_go_on() throws InterruptedException {
    var step = world.afterBadRelease(WorkloadKind.DEPLOYMENT);
    brake.set(new Brake.Unknown("not read yet"));

    var outcome = take(step, capturing(() -> {}), _ -> brake.getAndSet(new Brake.Released()));

    assertThat(outcome).isInstanceOf(WorkloadRolledBack.class);
    assertThat(writes()).hasSize(1);
  }

  @Test
  void an_approval_that_ends_while_evidence_is_captured_stops_the_patch()
      throws InterruptedException {
    var step =
        approvedUntil(
            world.afterBadRelease(WorkloadKind.DEPLOYMENT), Instant.now().plusMillis(300));

    var outcome = take(step, capturing(() -> sleepUntil(step)), _ -> brake.get());

    assertRefused(outcome, Refusal.APPROVAL_EXPIRED);
    assertThat(writes()).isEmpty();
  }

  @Test
  void a_brake_that_is_pulled_after_the_patch_spares_the_wedged_pods() throws InterruptedException {
    var step =
        until(world.afterBadRelease(WorkloadKind.STATEFUL_SET), Instant.now().plusSeconds(3));

    var held =
        take(step, capturing(() -> {}), _ -> writes().isEmpty() ? new Brake.Released() : PULLED);

    assertThat(((WorkloadRolledBack) held).deletedPods()).isEmpty();
    assertThat(writes()).singleElement().asString().isEqualTo("PATCH");
  }

  @Test
  void a_brake_that_is_released_in_time_lets_the_wedged_pods_go() throws InterruptedException {
    var step = world.afterBadRelease(WorkloadKind.STATEFUL_SET);
    brake.set(PULLED);
    Brakes afterThePatch =
        _ -> writes().isEmpty() ? new Brake.Released() : brake.getAndSet(new Brake.Released());

    var outcome = take(step, capturing(() -> {}), afterThePatch);

    assertThat(((WorkloadRolledBack) outcome).deletedPods()).containsExactly("backend-1");
    assertThat(writes()).containsExactly("PATCH", "DELETE");
  }

  private ExecutionOutcome take(RollBackWorkload step, EvidenceKeeper evidence, Brakes brakes)
      throws InterruptedException {
    return world.steps(evidence, brakes).take(step);
  }

  private List<String> writes() {
    return sandbox.writes().stream()
        .filter(write -> write.userAgent().equals(AGENT))
        .map(LoggedWrite::verb)
        .toList();
  }

  /** Keeps nothing; something happens meanwhile. */
  private static EvidenceKeeper capturing(Runnable meanwhile) {
    return new EvidenceKeeper() {
      @Override
      public Optional<EvidenceSummary> capture(
          RollBackWorkload step, WorkloadSnapshot seen, Duration timeBox) {
        meanwhile.run();
        return Optional.empty();
      }

      @Override
      public Optional<EvidenceSummary> existing(RollBackWorkload step) {
        return Optional.empty();
      }
    };
  }

  private static void sleepUntil(RollBackWorkload step) {
    Instant end = step.approved().orElseThrow().until();
    await().until(() -> !Instant.now().isBefore(end));
  }

  private static RollBackWorkload until(RollBackWorkload step, Instant deadline) {
    return changed(step, deadline, step.approved());
  }

  private static RollBackWorkload approvedUntil(RollBackWorkload step, Instant until) {
    var approved = new Approved(ContentDigest.of("plan"), List.of("bob"), until);
    return changed(step, step.deadline(), Optional.of(approved));
  }

  private static RollBackWorkload changed(
      RollBackWorkload step, Instant deadline, Optional<Approved> approved) {
    return new RollBackWorkload(
        step.application(),
        step.rollbackId(),
        step.step(),
        deadline,
        step.target(),
        step.fence(),
        step.evidenceTimeBox(),
        approved);
  }

  private static void assertRefused(ExecutionOutcome outcome, Refusal reason) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }
}
