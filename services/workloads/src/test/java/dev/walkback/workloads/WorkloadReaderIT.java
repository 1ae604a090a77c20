package dev.walkback.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.workloads.WorkloadReader.Reading;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkloadReaderIT {

  private static final WorkloadRef BACKEND =
      new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop", "backend");
  private static final String APPS = "/apis/apps/v1/namespaces/shop/";
  private static final String TEMPLATE = ApiObjects.template("shop:1");

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
  void a_workload_is_read_with_three_gets_narrowed_by_its_selector() {
    api.reply(
        APPS + "deployments/backend", 200, ApiObjects.deployment(TEMPLATE, "{}", "[]").toString());
    api.reply(
        APPS + "replicasets",
        200,
        "{\"items\":[%s]}"
            .formatted(ApiObjects.replicaSet("aaa", "1", "2026-11-20T10:00:00Z", TEMPLATE, "")));
    api.reply("/api/v1/namespaces/shop/pods", 200, "{\"items\":[]}");

    Reading reading = new WorkloadReader(api.reads()).read(BACKEND);

    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Found.class,
            found -> assertThat(found.snapshot().facts().liveRevision()).isPresent());
    assertThat(api.requests)
        .containsExactly(
            "GET " + APPS + "deployments/backend walkback-test",
            "GET " + APPS + "replicasets?labelSelector=app%3Dbackend walkback-test",
            "GET /api/v1/namespaces/shop/pods?labelSelector=app%3Dbackend walkback-test");
  }

  @Test
  void a_workload_whose_pods_may_not_be_read_is_forbidden() {
    api.reply(
        APPS + "deployments/backend", 200, ApiObjects.deployment(TEMPLATE, "{}", "[]").toString());
    api.reply(APPS + "replicasets", 200, "{\"items\":[]}");
    api.reply("/api/v1/namespaces/shop/pods", 403, "{\"message\":\"cannot list pods\"}");

    assertThat(new WorkloadReader(api.reads()).read(BACKEND))
        .isInstanceOfSatisfying(
            Reading.Forbidden.class,
            refusal -> assertThat(refusal.explanation()).contains("cannot list pods"));
  }

  @Test
  void a_workload_that_is_not_there_is_missing() {
    assertThat(new WorkloadReader(api.reads()).read(BACKEND)).isEqualTo(new Reading.Missing());
  }
}
