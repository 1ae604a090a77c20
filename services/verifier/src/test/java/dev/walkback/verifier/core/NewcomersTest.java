package dev.walkback.verifier.core;

import static dev.walkback.verifier.core.Script.INTERVAL;
import static dev.walkback.verifier.core.Seen.GOOD;
import static dev.walkback.verifier.core.Seen.ready;
import static dev.walkback.verifier.core.Seen.running;
import static dev.walkback.verifier.core.Seen.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.WorkloadKind;
import dev.walkback.events.policy.HealthCheck;
import dev.walkback.events.verification.Measurement;
import dev.walkback.events.verification.Verdict;
import dev.walkback.events.verification.VerificationOutcome.Concluded;
import dev.walkback.verifier.core.Look.Answer;
import dev.walkback.verifier.core.Seen.Counters;
import dev.walkback.workloads.Condition;
import dev.walkback.workloads.PodFacts;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pods that come and go, none of which is the fault of the release. */
class NewcomersTest {

  /** When what happens happens. */
  private static final long THEN = 300;

  private final Script script = new Script();

  @Test
  void more_pods_that_come_up_during_a_soak_are_no_relapse() throws InterruptedException {
    Concluded end =
        soak(age -> age < 30 ? look(6, young("d"), young("e"), young("f")) : look(6, READY_SIX));

    assertThat(end.verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(script.progress())
        .extracting(told -> told.measurements().getLast().observed())
        .contains("3 of 6 ready, more are coming up");
  }

  @Test
  void a_soak_may_end_while_more_pods_come_up() throws InterruptedException {
    Concluded end = play(THEN + 10, _ -> look(6, young("d"), young("e"), young("f")));

    assertThat(end.verdict()).isEqualTo(Verdict.HEALTHY);
  }

  @Test
  void pods_that_come_up_one_after_the_other_are_waited_for() throws InterruptedException {
    assertThat(soak(age -> age < 30 ? look(6, young("d")) : look(6, READY_SIX)).verdict())
        .isEqualTo(Verdict.HEALTHY);
  }

  @Test
  void pods_that_move_to_another_node_are_no_relapse() throws InterruptedException {
    PodFacts leaving = Seen.leaving(ready("c"));
    assertThat(
            soak(age -> age < 60 ? of(3, ready("a"), ready("b"), gone(leaving)) : look(3))
                .verdict())
        .isEqualTo(Verdict.HEALTHY);
    assertThat(
            soak(age -> age < 60 ? of(3, ready("a"), gone(leaving), young("d")) : look(3))
                .verdict())
        .isEqualTo(Verdict.HEALTHY);
  }

  @Test
  void pods_that_never_come_up_are_a_relapse() throws InterruptedException {
    assertThat(soak(_ -> look(6, young("d"), young("e"), young("f"))).verdict())
        .isEqualTo(Verdict.UNHEALTHY);
    assertThat(script.elapsed()).isEqualTo(Newcomers.GRACE.plusSeconds(THEN + 5));
  }

  @Test
  void pods_that_stop_serving_are_a_relapse_at_once() throws InterruptedException {
    assertRelapseAtOnce(of(3, unready("a"), unready("b"), unready("c")));
    assertRelapseAtOnce(of(3, ready("a"), ready("b"), unready("c")));
  }

  @Test
  void young_pods_that_stop_serving_are_a_relapse_at_once() throws InterruptedException {
    PodFacts was = Seen.made(then(), ready("d"));
    Concluded end = soak(age -> age < 20 ? look(4, was) : look(4, young("d")));

    assertThat(end.verdict()).isEqualTo(Verdict.UNHEALTHY);
    assertThat(script.elapsed()).isEqualTo(Duration.ofSeconds(THEN + 25));
  }

  @Test
  void nothing_that_serves_is_a_relapse_at_once() throws InterruptedException {
    assertRelapseAtOnce(of(3, young("d"), young("e"), young("f")));
    assertRelapseAtOnce(of(3));
  }

  @Test
  void pods_that_nothing_replaces_are_a_relapse_at_once() throws InterruptedException {
    assertRelapseAtOnce(of(3, ready("a"), ready("b")));
  }

  @Test
  void pods_that_crash_at_their_start_are_a_relapse_at_once() throws InterruptedException {
    PodFacts crashing = Seen.pod("d", GOOD, false, waiting("CrashLoopBackOff", 1));
    assertRelapseAtOnce(look(4, Seen.made(then(), crashing)));
  }

  @Test
  void pods_that_fail_and_are_made_anew_again_and_again_are_a_relapse()
      throws InterruptedException {
    PodFacts first = Seen.ended(Seen.pod("x", GOOD, false, running(0)));
    PodFacts second = Seen.ended(Seen.pod("y", GOOD, false, running(0)));

    assertThat(
            soak(age -> age < 20 ? of(3, ready("a"), ready("b"), young("d"), first) : look(3))
                .verdict())
        .isEqualTo(Verdict.HEALTHY);
    assertThat(
            soak(age ->
                    age < 20
                        ? of(3, ready("a"), ready("b"), young("d"), first)
                        : of(3, ready("a"), ready("b"), young("e"), first, second))
                .verdict())
        .isEqualTo(Verdict.UNHEALTHY);
  }

  @Test
  void a_rollout_that_is_late_is_a_relapse_at_once() throws InterruptedException {
    var late = new Condition("Progressing", "False", "ProgressDeadlineExceeded", "");
    assertRelapseAtOnce(
        Seen.look(
            Seen.seen(Counters.done().desired(4).counts(4, 4, 3).with(late), with(young("d")))));
  }

  @Test
  void a_target_is_not_healthy_before_all_of_it_is_there() throws InterruptedException {
    var recovery = Script.recovery(INTERVAL, 30);
    PodFacts young = Seen.made(Seen.AT, unready("d"));

    assertThat(script.play(recovery, _ -> look(4, young)).verdict()).isEqualTo(Verdict.UNHEALTHY);
    assertThat(script.play(Script.watch(30, 900), _ -> look(4, young)).verdict())
        .isEqualTo(Verdict.UNHEALTHY);
  }

  @Test
  void more_pods_that_come_up_while_a_release_is_watched_say_nothing_against_it()
      throws InterruptedException {
    Function<Instant, Look> looks = at -> shown(at, _ -> look(4, young("d")));

    assertThat(script.play(Script.watch(60, THEN + 60), looks).verdict())
        .isEqualTo(Verdict.HEALTHY);
  }

  @Test
  void a_service_that_suffers_while_pods_are_missing_says_nothing_of_the_release()
      throws InterruptedException {
    Concluded end = soak(_ -> overloaded(look(6, young("d"), young("e"), young("f"))));

    assertThat(end.verdict()).isEqualTo(Verdict.UNHEALTHY);
    assertThat(end.measurements())
        .filteredOn(each -> each.verdict() == Verdict.UNHEALTHY)
        .extracting(Measurement::check)
        .containsExactly("service web");
    assertThat(end.cause()).isEmpty();
  }

  private void assertRelapseAtOnce(Look look) throws InterruptedException {
    assertThat(soak(_ -> look).verdict()).isEqualTo(Verdict.UNHEALTHY);
    assertThat(script.elapsed()).isEqualTo(Duration.ofSeconds(THEN + 5));
  }

  private Concluded soak(Function<Long, Look> sinceThen) throws InterruptedException {
    return play(900, sinceThen);
  }

  private Concluded play(long seconds, Function<Long, Look> sinceThen) throws InterruptedException {
    return script.play(Script.soak(INTERVAL, seconds), at -> shown(at, sinceThen));
  }

  /** Three pods that are well, until it happens. */
  private static Look shown(Instant at, Function<Long, Look> sinceThen) {
    long age = Duration.between(then(), at).toSeconds();
    return age < 0 ? look(3) : sinceThen.apply(age);
  }

  private static Instant then() {
    return Seen.AT.plusSeconds(THEN);
  }

  private static final PodFacts[] READY_SIX = {ready("d"), ready("e"), ready("f")};

  private static PodFacts unready(String name) {
    return Seen.pod(name, GOOD, false, running(0));
  }

  private static PodFacts young(String name) {
    return Seen.made(then(), unready(name));
  }

  private static PodFacts gone(PodFacts pod) {
    return new PodFacts(
        pod.name(),
        pod.uid(),
        pod.phase(),
        pod.createdAt(),
        Optional.of(then().plusSeconds(30)),
        pod.revisionHash(),
        pod.template(),
        pod.conditions(),
        pod.containers());
  }

  /** The three, and others. */
  private static Look look(int desired, PodFacts... more) {
    return of(desired, with(more));
  }

  private static PodFacts[] with(PodFacts... more) {
    return Stream.concat(Stream.of(ready("a"), ready("b"), ready("c")), Arrays.stream(more))
        .toArray(PodFacts[]::new);
  }

  private static Look of(int desired, PodFacts... pods) {
    int serving = (int) Arrays.stream(pods).filter(pod -> pod.ready() && !pod.deleting()).count();
    return new Look(
        List.of(
            Seen.of(
                WorkloadKind.DEPLOYMENT,
                Seen.seen(
                    Counters.done().desired(desired).counts(desired, desired, serving), pods))),
        List.of());
  }

  private static Look overloaded(Look look) {
    var check = new HealthCheck.OfUrl("web", URI.create("http://web.test/"), 200, Map.of());
    var answer = new Answer.Answered(503, Map.of(), Optional.empty());
    return new Look(look.workloads(), List.of(new Look.OfCheck(check, answer)));
  }
}
