package dev.walkback.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.workloads.ClusterReads.Answer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClusterReadsIT {

  private ScriptedApi api;

  @BeforeEach
  void start() throws IOException {
    api = new ScriptedApi();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void a_busy_server_is_asked_again() {
    api.reply("/x", 429, "busy").reply("/x", 503, "down").reply("/x", 200, "{\"a\":1}");

    assertThat(api.reads().get("/x")).isInstanceOf(Answer.Found.class);
    assertThat(api.requests).hasSize(3);
  }

  @Test
  void a_server_that_stays_down_is_unreachable_after_three_tries() {
    api.reply("/x", 503, "{\"message\":\"etcd is gone\"}");

    assertThat(api.reads().get("/x"))
        .isEqualTo(new Answer.Unreachable("GET /x was answered with 503: etcd is gone"));
    assertThat(api.requests).hasSize(3);
  }

  @Test
  void a_refusal_is_not_tried_again() {
    api.reply("/x", 403, "{\"message\":\"no\"}");

    assertThat(api.reads().get("/x"))
        .isEqualTo(new Answer.Forbidden("GET /x was answered with 403: no"));
    assertThat(api.requests).hasSize(1);
  }

  @Test
  void an_absent_object_is_missing() {
    assertThat(api.reads().get("/x")).isEqualTo(new Answer.Missing());
  }

  @Test
  void something_else_than_json_is_no_knowledge() {
    api.reply("/x", 200, "<html>");

    assertThat(api.reads().get("/x")).isInstanceOf(Answer.Unreachable.class);
  }

  @Test
  void a_closed_port_is_unreachable() {
    ClusterReads reads = api.reads();
    api.close();

    assertThat(reads.get("/x")).isInstanceOf(Answer.Unreachable.class);
  }

  @Test
  void plain_http_is_spoken_without_asking_for_an_upgrade() {
    var _ = api.reads().get("/x");

    assertThat(api.headers)
        .singleElement()
        .satisfies(headers -> assertThat(headers).doesNotContainKey("Upgrade"));
  }

  @Test
  void the_servers_audit_log_can_tell_who_asked() {
    var state = new ClusterHealth(api.reads(), List.of("shop")).check();

    assertThat(state).isInstanceOf(ClusterHealth.State.Unreachable.class);
    assertThat(api.requests)
        .containsExactly("GET /apis/apps/v1/namespaces/shop/deployments?limit=1 walkback-test");
  }

  @Test
  void a_cluster_that_refuses_us_is_told_from_one_that_is_down() {
    api.reply("/apis/apps/v1/deployments", 403, "{\"message\":\"cannot list\"}");

    assertThat(new ClusterHealth(api.reads(), List.of()).check())
        .isInstanceOf(ClusterHealth.State.Forbidden.class);
  }
}
