package dev.walkback.detector.core;

import static dev.walkback.detector.core.Given.BACKEND;
import static dev.walkback.detector.core.Given.alert;
import static dev.walkback.detector.core.Given.alertOfBackend;
import static dev.walkback.detector.core.Given.deployment;
import static dev.walkback.detector.core.Given.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.policy.AlertMatch;
import dev.walkback.events.policy.RollbackPolicy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertMatcherTest {

  private static final RollbackPolicy POLICY = policy("production/backend", BACKEND);

  @Test
  void an_alert_that_names_a_workload_belongs_to_its_application() {
    assertThat(matcher(POLICY).match(alertOfBackend())).isEqualTo(new Match.Belongs(POLICY));
  }

  @Test
  void an_alert_of_another_namespace_never_belongs() {
    var alert = alert(Map.of("namespace", "staging", "deployment", "backend", "team", "a"));
    var greedy =
        policy("production/backend", new AlertMatch(List.of(), Map.of("team", "a")), BACKEND);
    assertThat(matcher(greedy).match(alert)).isInstanceOf(Match.Nobody.class);
  }

  @Test
  void a_name_without_a_namespace_names_nothing() {
    assertThat(matcher(POLICY).match(alert(Map.of("deployment", "backend"))))
        .isInstanceOf(Match.Nobody.class);
  }

  @Test
  void a_stateful_set_is_not_a_deployment_of_the_same_name() {
    var set =
        policy(
            "production/db", new WorkloadRef(WorkloadKind.STATEFUL_SET, "production", "backend"));
    assertThat(matcher(set).match(alertOfBackend())).isInstanceOf(Match.Nobody.class);
    assertThat(matcher(set, POLICY).match(alertOfBackend())).isEqualTo(new Match.Belongs(POLICY));
  }

  @Test
  void a_component_is_called_like_its_workload_with_or_without_the_name_of_the_whole() {
    var whole = policy("shop/predator", deployment("shop", "predator-backend"));
    var labels = Map.of("namespace", "shop", "app", "predator", "component", "backend");
    assertThat(matcher(whole).match(alert(labels))).isEqualTo(new Match.Belongs(whole));
    var plain = policy("shop/plain", deployment("shop", "backend"));
    assertThat(matcher(plain).match(alert(labels))).isEqualTo(new Match.Belongs(plain));
  }

  @Test
  void an_alert_that_names_only_a_pod_asks_for_its_owner() {
    var alert = alert(Map.of("namespace", "production", "pod", "backend-7f9c-x1"));
    assertThat(matcher(POLICY).match(alert))
        .isEqualTo(new Match.FollowPod("production", "backend-7f9c-x1"));
    assertThat(matcher(POLICY).matchOwned(alert, BACKEND)).isEqualTo(new Match.Belongs(POLICY));
  }

  @Test
  void a_pod_in_a_namespace_of_no_policy_is_not_followed() {
    var alert = alert(Map.of("namespace", "elsewhere", "pod", "backend-7f9c-x1"));
    assertThat(matcher(POLICY).match(alert)).isInstanceOf(Match.Nobody.class);
  }

  @Test
  void an_alert_that_names_a_workload_is_not_followed_by_its_pod() {
    var alert =
        alert(Map.of("namespace", "production", "deployment", "backend", "pod", "backend-1-2"));
    assertThat(matcher(POLICY).match(alert)).isEqualTo(new Match.Belongs(POLICY));
  }

  @Test
  void labels_of_the_policy_claim_an_alert_that_names_no_workload() {
    var byLabel =
        policy("production/backend", new AlertMatch(List.of(), Map.of("team", "a")), BACKEND);
    assertThat(matcher(byLabel).match(alert(Map.of("team", "a", "other", "b"))))
        .isEqualTo(new Match.Belongs(byLabel));
    assertThat(matcher(byLabel).match(alert(Map.of("team", "b")))).isInstanceOf(Match.Nobody.class);
  }

  @Test
  void only_alerts_of_the_names_that_a_policy_lists_belong_to_it() {
    var picky = policy("production/backend", new AlertMatch(List.of("Other"), Map.of()), BACKEND);
    assertThat(matcher(picky).match(alertOfBackend())).isInstanceOf(Match.Nobody.class);
  }

  @Test
  void naming_the_workload_is_stronger_than_carrying_labels() {
    var byLabel =
        policy(
            "production/other",
            new AlertMatch(List.of(), Map.of("namespace", "production")),
            deployment("production", "other"));
    assertThat(matcher(byLabel, POLICY).match(alertOfBackend()))
        .isEqualTo(new Match.Belongs(POLICY));
  }

  @Test
  void more_labels_are_stronger_than_fewer() {
    var one = policy("a/one", new AlertMatch(List.of(), Map.of("x", "1")), deployment("a", "one"));
    var two =
        policy(
            "a/two", new AlertMatch(List.of(), Map.of("x", "1", "y", "2")), deployment("a", "two"));
    assertThat(matcher(one, two).match(alert(Map.of("x", "1", "y", "2"))))
        .isEqualTo(new Match.Belongs(two));
  }

  @Test
  void two_policies_with_equal_claims_are_told_and_none_is_chosen() {
    var twin = policy("production/twin", BACKEND);
    var match = (Match.Nobody) matcher(twin, POLICY).match(alertOfBackend());
    assertThat(match.explanation()).contains("production/backend and production/twin");
  }

  @Test
  void an_application_named_by_the_sender_is_believed_if_it_has_a_policy() {
    var alert = alert(Map.of("alertname", "X"));
    assertThat(matcher(POLICY).matchApplication(alert, POLICY.application()))
        .isEqualTo(new Match.Belongs(POLICY));
    var unknown = ApplicationId.parse("production/nothing");
    assertThat(matcher(POLICY).matchApplication(alert, unknown))
        .isInstanceOfSatisfying(
            Match.Nobody.class, nobody -> assertThat(nobody.guess()).isEqualTo(unknown));
  }

  @Test
  void the_guess_for_an_alert_of_nobody_is_always_an_application() {
    assertThat(guess(Map.of())).isEqualTo("unknown/unnamed alert");
    assertThat(guess(Map.of("namespace", "a/b", "pod", "p"))).isEqualTo("unknown/p");
    assertThat(guess(Map.of("namespace", "n", "deployment", "d", "pod", "p"))).isEqualTo("n/d");
  }

  @Test
  void a_pod_of_nobody_is_kept_under_the_name_of_its_owner() {
    var alert = alert(Map.of("namespace", "production", "pod", "web-7f9c-x1"));

    var match = matcher(POLICY).matchOwned(alert, deployment("production", "web"));

    assertThat(match)
        .isInstanceOfSatisfying(
            Match.Nobody.class,
            nobody -> assertThat(nobody.guess()).isEqualTo(ApplicationId.parse("production/web")));
  }

  private static String guess(Map<String, String> labels) {
    return ((Match.Nobody) matcher().match(alert(labels))).guess().toString();
  }

  private static AlertMatcher matcher(RollbackPolicy... policies) {
    return new AlertMatcher(List.of(policies));
  }
}
