package dev.walkback.detector.core;

import static dev.walkback.detector.core.Given.BACKEND;
import static dev.walkback.detector.core.Given.BEGAN;
import static dev.walkback.detector.core.Given.deployment;
import static dev.walkback.detector.core.Given.policy;
import static dev.walkback.detector.core.Given.released;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.detector.core.ClusterView.Look;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.release.ReleaseSeen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReleaseNewsTest {

  private static final WorkloadRef WEB = deployment("production", "web");
  private static final RollbackPolicy SHOP = policy("production/shop", BACKEND, WEB);
  private static final WorkloadFacts BACKEND_FACTS = released(BACKEND, Duration.ofMinutes(5));
  private static final WorkloadFacts WEB_FACTS = released(WEB, Duration.ofDays(5));
  private static final Map<WorkloadRef, ContentDigest> LIVE =
      Map.of(BACKEND, BACKEND_FACTS.live(), WEB, WEB_FACTS.live());
  private static final ReleaseNews TOLD = ReleaseNews.NONE.with(told(BEGAN, BACKEND_FACTS));

  @Test
  void what_is_seen_for_the_first_time_is_news() {
    assertThat(isWorthALook(ReleaseNews.NONE, SHOP, LIVE)).isTrue();
    assertThat(said(ReleaseNews.NONE, seen(BACKEND_FACTS), seen(WEB_FACTS)))
        .contains(List.of(BACKEND_FACTS, WEB_FACTS));
  }

  @Test
  void what_was_told_and_has_not_changed_is_none() {
    assertThat(isWorthALook(TOLD, SHOP, LIVE)).isFalse();
    assertThat(said(TOLD, seen(BACKEND_FACTS), seen(WEB_FACTS))).isEmpty();
  }

  @Test
  void what_has_not_changed_is_told_again_after_an_hour_and_then_ever_more_rarely() {
    List<Duration> pauses = new ArrayList<>();
    ReleaseNews news = TOLD;
    Instant last = BEGAN;
    for (int turn = 0; turn < 7; turn++) {
      Instant again = ofShop(news).again();
      assertThat(saidAt(news, again.minusMillis(1))).isEmpty();
      pauses.add(Duration.between(last, again));
      news = news.with(saidAt(news, again).orElseThrow());
      last = again;
    }

    assertThat(pauses).extracting(Duration::toHours).containsExactly(1L, 2L, 4L, 8L, 16L, 24L, 24L);
  }

  @Test
  void what_changes_is_told_again_after_an_hour_whatever_was_before() {
    ReleaseNews rarely = TOLD.with(told(BEGAN.plus(Duration.ofHours(1)), BACKEND_FACTS));
    var changed =
        new WorkloadFacts(
            BACKEND, ContentDigest.of("new"), BEGAN, Optional.empty(), false, List.of());

    ReleaseNews news = rarely.with(told(BEGAN.plus(Duration.ofHours(2)), changed));

    assertThat(ofShop(news).pause()).isEqualTo(ReleaseNews.FIRST_PAUSE);
  }

  @Test
  void what_changed_is_looked_at_first_and_of_the_rest_only_some_the_longest_untold_first() {
    Map<WorkloadRef, ContentDigest> live = new HashMap<>();
    List<RollbackPolicy> policies = new ArrayList<>();
    ReleaseNews news = ReleaseNews.NONE;
    for (int app = 0; app < ReleaseNews.UNCHANGED_AT_ONCE + 5; app++) {
      WorkloadRef workload = deployment("production", "app-" + app);
      WorkloadFacts facts = released(workload, Duration.ofDays(1));
      policies.add(policy("production/app-" + app, workload));
      live.put(workload, facts.live());
      news = news.with(told("production/app-" + app, BEGAN.minusSeconds(app), facts));
    }
    policies.add(SHOP);
    live.putAll(LIVE);

    List<RollbackPolicy> worth =
        news.worthALook(policies, live, BEGAN.plus(ReleaseNews.FIRST_PAUSE));

    assertThat(worth).hasSize(1 + ReleaseNews.UNCHANGED_AT_ONCE);
    assertThat(worth.subList(0, 3)).containsExactly(SHOP, policies.get(14), policies.get(13));
  }

  @Test
  void other_content_of_one_workload_is_news_of_all() {
    var changed = Map.of(BACKEND, ContentDigest.of("new"), WEB, WEB_FACTS.live());

    assertThat(isWorthALook(TOLD, SHOP, changed)).isTrue();
  }

  @Test
  void a_workload_that_the_policy_gained_is_news() {
    var more = policy("production/shop", BACKEND, WEB, deployment("production", "worker"));
    var live =
        Map.of(
            BACKEND,
            BACKEND_FACTS.live(),
            WEB,
            WEB_FACTS.live(),
            deployment("production", "worker"),
            ContentDigest.of("worker"));

    assertThat(isWorthALook(TOLD, more, live)).isTrue();
  }

  @Test
  void nothing_is_said_while_a_workload_is_missing_or_unreadable() {
    assertThat(isWorthALook(ReleaseNews.NONE, SHOP, Map.of(BACKEND, BACKEND_FACTS.live())))
        .isFalse();
    assertThat(said(ReleaseNews.NONE, seen(BACKEND_FACTS), new Look.Missing(WEB))).isEmpty();
    assertThat(said(ReleaseNews.NONE, seen(BACKEND_FACTS), new Look.Unreadable(WEB, "no route")))
        .isEmpty();
  }

  @Test
  void content_that_the_cluster_has_not_numbered_yet_is_not_live_yet() {
    var unnumbered =
        new WorkloadFacts(
            BACKEND, ContentDigest.of("new"), BEGAN, Optional.empty(), false, List.of());

    assertThat(said(TOLD, seen(unnumbered), seen(WEB_FACTS))).isEmpty();
  }

  @Test
  void an_application_whose_policy_came_back_is_told_again() {
    assertThat(isWorthALook(TOLD.only(Set.of()), SHOP, LIVE)).isTrue();
    assertThat(isWorthALook(TOLD.only(Set.of(SHOP.application())), SHOP, LIVE)).isFalse();
  }

  private static ReleaseNews.Told ofShop(ReleaseNews news) {
    return Objects.requireNonNull(news.told().get(SHOP.application()));
  }

  private static boolean isWorthALook(
      ReleaseNews news, RollbackPolicy policy, Map<WorkloadRef, ContentDigest> live) {
    return news.worthALook(List.of(policy), live, BEGAN).contains(policy);
  }

  private static Optional<List<WorkloadFacts>> said(ReleaseNews news, Look... looks) {
    return news.after(SHOP, List.of(looks), BEGAN).map(ReleaseSeen::workloads);
  }

  private static Optional<ReleaseSeen> saidAt(ReleaseNews news, Instant now) {
    return news.after(SHOP, List.of(seen(BACKEND_FACTS), seen(WEB_FACTS)), now);
  }

  private static Look seen(WorkloadFacts facts) {
    return new Look.Seen(facts);
  }

  private static ReleaseSeen told(Instant at, WorkloadFacts backend) {
    return new ReleaseSeen(SHOP.application(), at, List.of(backend, WEB_FACTS));
  }

  private static ReleaseSeen told(String application, Instant at, WorkloadFacts facts) {
    return new ReleaseSeen(ApplicationId.parse(application), at, List.of(facts));
  }
}
