package dev.walkback.detector.core;

import static dev.walkback.detector.core.Given.BACKEND;
import static dev.walkback.detector.core.Given.BEGAN;
import static dev.walkback.detector.core.Given.alert;
import static dev.walkback.detector.core.Given.alertOfBackend;
import static dev.walkback.detector.core.Given.deployment;
import static dev.walkback.detector.core.Given.incident;
import static dev.walkback.detector.core.Given.policy;
import static dev.walkback.detector.core.Given.released;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.detector.core.ClusterView.Owner;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.policy.Limits;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.suspicion.Suspicion;
import dev.walkback.events.trigger.Alert;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DetectorTest {

  private static final RollbackPolicy POLICY = policy("production/backend", BACKEND);

  private static final Alert ALERT_OF_POD =
      alert(Map.of("namespace", "production", "pod", "backend-7f9c-x1"));

  private final FakeCluster cluster = new FakeCluster();

  @Test
  void a_release_shortly_before_the_alert_is_suspected() {
    WorkloadFacts facts = released(BACKEND, Duration.ofMinutes(2));
    cluster.with(facts);
    assertThat(detected(POLICY))
        .isInstanceOfSatisfying(
            Suspicion.ReleaseSuspected.class,
            found -> {
              assertThat(found.application()).isEqualTo(POLICY.application());
              assertThat(found.workloads()).containsExactly(facts);
              assertThat(found.windowStart())
                  .isEqualTo(
                      BEGAN.minus(Limits.DEFAULTS.releaseWindow()).truncatedTo(ChronoUnit.SECONDS));
              assertThat(found.trigger().text()).isEqualTo("it hurts");
              assertThat(found.trigger().id()).isEqualTo(alertOfBackend().id());
            });
  }

  @Test
  void the_facts_hold_every_workload_though_only_one_was_released() {
    var worker = deployment("production", "worker");
    cluster
        .with(released(BACKEND, Duration.ofDays(3)))
        .with(released(worker, Duration.ofMinutes(1)));
    assertThat(detected(policy("production/backend", BACKEND, worker)))
        .isInstanceOfSatisfying(
            Suspicion.ReleaseSuspected.class, found -> assertThat(found.workloads()).hasSize(2));
  }

  @Test
  void a_release_before_the_window_is_not_suspected() {
    cluster.with(released(BACKEND, Limits.DEFAULTS.releaseWindow().plusSeconds(1)));
    assertThat(detected(POLICY)).isInstanceOf(Suspicion.NothingReleased.class);
  }

  @Test
  void a_release_after_the_alert_began_did_not_cause_it() {
    cluster.with(released(BACKEND, ReleaseJudge.CLOCK_SKEW.plusSeconds(1).negated()));
    assertThat(detected(POLICY)).isInstanceOf(Suspicion.NothingReleased.class);
  }

  @Test
  void clocks_may_differ_a_little() {
    cluster.with(released(BACKEND, ReleaseJudge.CLOCK_SKEW.negated()));
    assertThat(detected(POLICY)).isInstanceOf(Suspicion.ReleaseSuspected.class);
  }

  @Test
  void a_cluster_that_cannot_be_read_in_part_is_not_judged() {
    var worker = deployment("production", "worker");
    cluster.with(released(BACKEND, Duration.ofMinutes(1))).unreadable(worker);
    assertThat(detected(policy("production/backend", BACKEND, worker)))
        .isInstanceOfSatisfying(
            Suspicion.ClusterUnreadable.class,
            found -> assertThat(found.explanation()).contains("deployment/worker: no route"));
  }

  @Test
  void workloads_that_are_not_there_are_told() {
    assertThat(detected(POLICY))
        .isInstanceOfSatisfying(
            Suspicion.ClusterUnreadable.class,
            found -> assertThat(found.explanation()).contains("production deployment/backend"));
  }

  @Test
  void an_alert_that_is_too_old_costs_no_look_at_the_cluster() {
    Instant late = BEGAN.plus(Limits.DEFAULTS.triggerMaxAge()).plusSeconds(1);
    var found =
        new Detector(cluster)
            .detect(new Incident(alertOfBackend(), Optional.empty(), late), List.of(POLICY));
    assertThat(found).containsInstanceOf(Suspicion.TriggerStale.class);
    assertThat(cluster.reads).hasValue(0);
  }

  @Test
  void an_alert_from_the_far_future_is_stale() {
    var early = new Incident(alertOfBackend(), Optional.empty(), BEGAN.minusSeconds(3600));
    assertThat(new Detector(cluster).detect(early, List.of(POLICY)).orElseThrow())
        .isInstanceOfSatisfying(
            Suspicion.TriggerStale.class,
            found -> assertThat(found.explanation()).contains("compare the clocks"));
  }

  @Test
  void a_pod_is_followed_to_its_workload() {
    cluster
        .pod("production/backend-7f9c-x1", new Owner.Known(BACKEND))
        .with(released(BACKEND, Duration.ofMinutes(1)));
    assertThat(detectedOfPod()).isInstanceOf(Suspicion.ReleaseSuspected.class);
  }

  @Test
  void a_pod_of_something_else_belongs_to_nobody() {
    cluster.pod("production/backend-7f9c-x1", new Owner.Known(deployment("production", "x")));
    assertThat(detectedOfPod()).isInstanceOf(Suspicion.ApplicationUnknown.class);
  }

  @Test
  void a_pod_that_cannot_be_followed_is_not_called_unknown() {
    cluster.pod("production/backend-7f9c-x1", new Owner.Unreadable("no rights"));
    assertThat(detectedOfPod()).isInstanceOf(Suspicion.ClusterUnreadable.class);
  }

  @Test
  void an_alert_that_comes_while_the_cluster_is_away_waits() {
    cluster.away(BACKEND);
    assertThat(new Detector(cluster).detect(incident(alertOfBackend()), List.of(POLICY))).isEmpty();
  }

  @Test
  void it_waits_no_longer_than_it_may_be_old() {
    cluster.away(BACKEND);
    Instant late = BEGAN.plus(Limits.DEFAULTS.triggerMaxAge()).minus(Detector.LAST_WORD);
    var incident = new Incident(alertOfBackend(), Optional.empty(), late);
    assertThat(new Detector(cluster).detect(incident, List.of(POLICY)))
        .containsInstanceOf(Suspicion.ClusterUnreadable.class);
  }

  @Test
  void an_alert_of_a_pod_waits_too_until_the_cluster_can_say_whose_it_is() {
    cluster.pod("production/backend-7f9c-x1", new Owner.Unreadable("no route", true));
    assertThat(new Detector(cluster).detect(incident(ALERT_OF_POD), List.of(POLICY))).isEmpty();
  }

  @Test
  void an_alert_of_a_pod_does_not_wait_for_ever() {
    cluster.pod("production/backend-7f9c-x1", new Owner.Unreadable("no route", true));
    Instant late = BEGAN.plus(Limits.DEFAULTS.triggerMaxAge()).minus(Detector.LAST_WORD);
    var incident = new Incident(ALERT_OF_POD, Optional.empty(), late);
    assertThat(new Detector(cluster).detect(incident, List.of(POLICY)))
        .containsInstanceOf(Suspicion.ClusterUnreadable.class);
  }

  private Suspicion detected(RollbackPolicy policy) {
    return new Detector(cluster).detect(incident(alertOfBackend()), List.of(policy)).orElseThrow();
  }

  private Suspicion detectedOfPod() {
    return new Detector(cluster).detect(incident(ALERT_OF_POD), List.of(POLICY)).orElseThrow();
  }
}
