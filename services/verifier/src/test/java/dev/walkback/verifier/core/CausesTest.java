package dev.walkback.verifier.core;

import static dev.walkback.verifier.core.Seen.AT;
import static dev.walkback.verifier.core.Seen.BAD;
import static dev.walkback.verifier.core.Seen.GOOD;
import static dev.walkback.verifier.core.Seen.ready;
import static dev.walkback.verifier.core.Seen.running;
import static dev.walkback.verifier.core.Seen.seen;
import static dev.walkback.verifier.core.Seen.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.policy.HealthCheck;
import dev.walkback.events.verification.VerificationOutcome.Cause;
import dev.walkback.verifier.core.Look.Answer;
import dev.walkback.verifier.core.Look.Workload;
import dev.walkback.verifier.core.Seen.Counters;
import dev.walkback.workloads.Condition;
import dev.walkback.workloads.ContainerFacts;
import dev.walkback.workloads.PodFacts;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CausesTest {

  /** What began later has not had its chance. */
  private static final Instant CHANCE = AT.minusSeconds(60);

  private static final Instant LONG_AGO = CHANCE.minusSeconds(1);
  private static final Instant JUST_NOW = CHANCE.plusSeconds(1);
  private static final Condition SCHEDULED = new Condition("PodScheduled", "True", "", "");
  private static final Condition NO_ROOM =
      new Condition(
          "PodScheduled", "False", "Unschedulable", "0/3 nodes are available: 3 Insufficient cpu.");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ErrImagePull",
        "ImagePullBackOff",
        "ErrImageNeverPull",
        "InvalidImageName",
        "CreateContainerConfigError"
      })
  void a_container_that_the_kubelet_cannot_start_could_not_run(String reason) {
    assertThat(cause(pod(JUST_NOW, SCHEDULED, neverRan(reason)))).contains(Cause.COULD_NOT_RUN);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pods")
  void the_pods_that_keep_it_unhealthy_say_why(
      String name, Optional<Cause> cause, List<PodFacts> pods) {
    assertThat(cause(pods.toArray(PodFacts[]::new))).as(name).isEqualTo(cause);
  }

  static Stream<Arguments> pods() {
    PodFacts noRoom = pod(JUST_NOW, NO_ROOM);
    PodFacts noVolume = pod(LONG_AGO, SCHEDULED, neverRan("ContainerCreating"));
    PodFacts noVolumeBeforeInit =
        pod(LONG_AGO, SCHEDULED, neverRan("PodInitializing"), neverRan("PodInitializing"));
    PodFacts crashing = pod(LONG_AGO, SCHEDULED, waiting("CrashLoopBackOff", 4));
    PodFacts beginning = pod(JUST_NOW, SCHEDULED, neverRan("ContainerCreating"));
    return Stream.of(
        could("no node has room", noRoom),
        could("a volume does not mount", noVolume),
        could("a volume does not mount, before the init containers", noVolumeBeforeInit),
        could("its node never reports", pod(LONG_AGO, SCHEDULED)),
        could("one is ready and one has no room", ready("a"), noRoom),
        could("one has no room, one has only begun", noRoom, beginning),
        bad("it crash-loops", crashing),
        bad("it has just crashed", pod(LONG_AGO, SCHEDULED, ended("Error", 1))),
        bad("it is out of memory", pod(LONG_AGO, SCHEDULED, ended("OOMKilled", 137))),
        bad("its init container fails", pod(LONG_AGO, SCHEDULED, init(ended("Error", 2)))),
        bad("its probes fail", pod(LONG_AGO, SCHEDULED, notReadySince(LONG_AGO))),
        bad("one crash-loops, one has only begun", crashing, beginning),
        unknown("one crash-loops and one has no room", crashing, noRoom),
        unknown("it has only been made", beginning),
        unknown("it has only been started", pod(LONG_AGO, SCHEDULED, notReadySince(JUST_NOW))),
        unknown(
            "its node was lost", pod(LONG_AGO, SCHEDULED, ended("ContainerStatusUnknown", 137))),
        unknown(
            "its init container waits for something",
            pod(LONG_AGO, SCHEDULED, init(notReadySince(LONG_AGO)), neverRan("PodInitializing"))),
        unknown(
            "the image that ran is gone now",
            pod(LONG_AGO, SCHEDULED, ranAndWaits("ImagePullBackOff"))),
        unknown("the runtime fails", pod(LONG_AGO, SCHEDULED, ranAndWaits("RunContainerError"))));
  }

  @Test
  void a_quota_that_allows_no_pods_could_not_run() {
    var failure =
        new Condition(
            "ReplicaFailure", "True", "FailedCreate", "pods is forbidden: exceeded quota");

    assertThat(cause(seen(Counters.done().counts(0, 0, 0).with(failure))))
        .contains(Cause.COULD_NOT_RUN);
  }

  @Test
  void no_pods_without_a_reason_say_nothing() {
    assertThat(cause(seen(Counters.done().counts(0, 0, 0)))).isEmpty();
  }

  @Test
  void a_ready_pod_that_was_restarted_while_watched_is_bad() {
    PodFacts restarted = restarted("a", 1);
    Look look = Seen.look(seen(Counters.done(), restarted, ready("b")));
    var before = Restarts.UNWATCHED.after(Seen.healthy());

    assertThat(cause(look, before)).contains(Cause.BAD);
  }

  @Test
  void a_restart_from_before_the_watch_is_not_held_against_a_ready_pod() {
    Look look = Seen.look(seen(Counters.done(), restarted("a", 1), ready("b")));

    assertThat(cause(look, Restarts.UNWATCHED.after(look))).isEmpty();
  }

  @Test
  void a_service_that_fails_although_all_pods_are_well_is_bad() {
    assertThat(cause(withService(Seen.healthy(), new Answer.Answered(500, Map.of(), NO_FAULT))))
        .contains(Cause.BAD);
    assertThat(cause(withService(Seen.healthy(), new Answer.NotAnswered("late"))))
        .contains(Cause.BAD);
  }

  @Test
  void a_service_that_fails_because_nothing_runs_behind_it_is_a_consequence() {
    var service = new Answer.NotAnswered("no endpoints available");
    PodFacts noRoom = pod(JUST_NOW, NO_ROOM);
    PodFacts begun = pod(JUST_NOW, SCHEDULED, neverRan("ContainerCreating"));

    assertThat(cause(withService(lookAt(noRoom), service))).contains(Cause.COULD_NOT_RUN);
    assertThat(cause(withService(lookAt(begun), service))).isEmpty();
  }

  @Test
  void the_old_content_that_still_answers_wrongly_says_nothing_of_the_new_one() {
    PodFacts old = Seen.pod("old", BAD, true, running(0));
    PodFacts noRoom = pod(JUST_NOW, NO_ROOM);
    var sick = new Answer.Answered(500, Map.of(), NO_FAULT);

    assertThat(cause(withService(lookAt(old, noRoom), sick))).contains(Cause.COULD_NOT_RUN);
  }

  @Test
  void what_somebody_replaced_deleted_or_hid_has_no_cause() {
    PodFacts crashing = Seen.pod("a", BAD, false, waiting("CrashLoopBackOff", 4));

    assertThat(cause(new Workload.Seen(BAD, false, Counters.done().state(), List.of(crashing))))
        .isEmpty();
    assertThat(cause(new Workload.Missing())).isEmpty();
    assertThat(cause(new Workload.Unknown("no route"))).isEmpty();
  }

  @Test
  void workloads_that_differ_have_no_common_cause() {
    var could = Seen.of(WorkloadKind.DEPLOYMENT, found(pod(JUST_NOW, NO_ROOM)));
    var bad =
        Seen.of(
            WorkloadKind.STATEFUL_SET,
            found(pod(LONG_AGO, SCHEDULED, waiting("CrashLoopBackOff", 4))));

    assertThat(cause(new Look(List.of(could, bad), List.of()))).isEmpty();
  }

  private static final Optional<String> NO_FAULT = Optional.empty();

  private static Optional<Cause> cause(PodFacts... pods) {
    return cause(lookAt(pods));
  }

  private static Optional<Cause> cause(Workload found) {
    return cause(Seen.look(found));
  }

  private static Optional<Cause> cause(Look look) {
    return cause(look, Restarts.UNWATCHED);
  }

  private static Optional<Cause> cause(Look look, Restarts restarts) {
    return new Causes(restarts, CHANCE).of(look, Picture.of(look, restarts, Leniency.NONE, AT));
  }

  private static Look lookAt(PodFacts... pods) {
    return Seen.look(found(pods));
  }

  private static Workload.Seen found(PodFacts... pods) {
    return seen(Counters.done().counts(2, 2, 0), pods);
  }

  private static Look withService(Look look, Answer answer) {
    var check = new HealthCheck.OfUrl("web", URI.create("http://web.test/"), 200, Map.of());
    return new Look(look.workloads(), List.of(new Look.OfCheck(check, answer)));
  }

  private static Arguments could(String name, PodFacts... pods) {
    return arguments(name, Optional.of(Cause.COULD_NOT_RUN), List.of(pods));
  }

  private static Arguments bad(String name, PodFacts... pods) {
    return arguments(name, Optional.of(Cause.BAD), List.of(pods));
  }

  private static Arguments unknown(String name, PodFacts... pods) {
    return arguments(name, Optional.empty(), List.of(pods));
  }

  private static PodFacts pod(Instant made, Condition scheduled, ContainerFacts... containers) {
    return new PodFacts(
        "app-1",
        "uid-1",
        "Pending",
        Optional.of(made),
        Optional.empty(),
        "hash",
        Optional.<ContentDigest>of(GOOD),
        List.of(scheduled, new Condition("Ready", "False", "ContainersNotReady", "")),
        List.of(containers));
  }

  private static PodFacts restarted(String name, int times) {
    return Seen.pod(name, GOOD, true, new Life(times, ended("Error", 1)).running(true, LONG_AGO));
  }

  private static ContainerFacts neverRan(String reason) {
    return facts(Optional.of(reason), Optional.empty(), OptionalInt.empty());
  }

  private static ContainerFacts ranAndWaits(String reason) {
    return facts(Optional.of(reason), Optional.of("Completed"), OptionalInt.of(0));
  }

  private static ContainerFacts ended(String reason, int exitCode) {
    return facts(Optional.empty(), Optional.of(reason), OptionalInt.of(exitCode));
  }

  private static ContainerFacts notReadySince(Instant started) {
    return new Life(0, facts(Optional.empty(), Optional.empty(), OptionalInt.empty()))
        .running(false, started);
  }

  private static ContainerFacts init(ContainerFacts container) {
    return new ContainerFacts(
        "prepare",
        true,
        container.ready(),
        container.running(),
        container.restartCount(),
        container.waitingReason(),
        container.waitingMessage(),
        container.lastTerminatedReason(),
        container.lastExitCode(),
        container.startedAt());
  }

  private static ContainerFacts facts(
      Optional<String> waiting, Optional<String> ended, OptionalInt exitCode) {
    return new ContainerFacts(
        "main", false, false, false, 0, waiting, Optional.empty(), ended, exitCode);
  }

  /** A container that was restarted so often, after an end. */
  private record Life(int restarts, ContainerFacts before) {

    ContainerFacts running(boolean ready, Instant since) {
      return new ContainerFacts(
          before.name(),
          false,
          ready,
          true,
          restarts,
          Optional.empty(),
          Optional.empty(),
          before.lastTerminatedReason(),
          before.lastExitCode(),
          Optional.of(since));
    }
  }
}
