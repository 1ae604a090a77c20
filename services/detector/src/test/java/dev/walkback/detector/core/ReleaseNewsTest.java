package dev.walkback.detector.core;

import static dev.walkback.detector.core.Given.BACKEND;
import static dev.walkback.detector.core.Given.BEGAN;
import static dev.walkback.detector.core.Given.deployment;
import static dev.walkback.detector.core.Given.policy;
import static dev.walkback.detector.core.Given.released;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.detector.core.ClusterView.Look;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.release.ReleaseSeen;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
  private static final ReleaseNews TOLD = ReleaseNews.NONE.with(told());

  @Test
  void what_is_seen_for_the_first_time_is_news() {
    assertThat(ReleaseNews.NONE.isNews(SHOP, LIVE)).isTrue();
    assertThat(said(ReleaseNews.NONE, seen(BACKEND_FACTS), seen(WEB_FACTS)))
        .contains(List.of(BACKEND_FACTS, WEB_FACTS));
  }

  @Test
  void what_was_told_and_has_not_changed_is_none() {
    assertThat(TOLD.isNews(SHOP, LIVE)).isFalse();
    assertThat(said(TOLD, seen(BACKEND_FACTS), seen(WEB_FACTS))).isEmpty();
  }

  @Test
  void other_content_of_one_workload_is_news_of_all() {
    var changed = Map.of(BACKEND, ContentDigest.of("new"), WEB, WEB_FACTS.live());

    assertThat(TOLD.isNews(SHOP, changed)).isTrue();
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

    assertThat(TOLD.isNews(more, live)).isTrue();
  }

  @Test
  void nothing_is_said_while_a_workload_is_missing_or_unreadable() {
    assertThat(ReleaseNews.NONE.isNews(SHOP, Map.of(BACKEND, BACKEND_FACTS.live()))).isFalse();
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
    assertThat(TOLD.only(Set.of()).isNews(SHOP, LIVE)).isTrue();
    assertThat(TOLD.only(Set.of(SHOP.application())).isNews(SHOP, LIVE)).isFalse();
  }

  private static Optional<List<WorkloadFacts>> said(ReleaseNews news, Look... looks) {
    return news.after(SHOP, List.of(looks), BEGAN).map(ReleaseSeen::workloads);
  }

  private static Look seen(WorkloadFacts facts) {
    return new Look.Seen(facts);
  }

  private static ReleaseSeen told() {
    return new ReleaseSeen(SHOP.application(), BEGAN, List.of(BACKEND_FACTS, WEB_FACTS));
  }
}
