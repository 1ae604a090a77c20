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
  private static final String OBJECT = "GET " + APPS + "deployments/backend walkback-test";
  private static final String REVISIONS =
      "GET " + APPS + "replicasets?labelSelector=app%3Dbackend walkback-test";
  private static final String PODS =
      "GET /api/v1/namespaces/shop/pods?labelSelector=app%3Dbackend walkback-test";
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
    deployed();

    Reading reading = new WorkloadReader(api.reads()).read(BACKEND);

    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Found.class,
            found -> assertThat(found.snapshot().facts().liveRevision()).isPresent());
    assertThat(api.requests)
        .containsExactlyInAnyOrder(OBJECT, REVISIONS, PODS)
        .first()
        .isEqualTo(OBJECT);
  }

  @Test
  void a_selector_that_is_known_is_not_waited_for() {
    deployed();
    var reader = new WorkloadReader(api.reads());
    reader.read(BACKEND);
    api.requests.clear();
    api.hold(APPS + "deployments/backend", 2);

    Reading reading = reader.read(BACKEND);

    assertThat(reading).isInstanceOf(Reading.Found.class);
    assertThat(api.requests).containsExactlyInAnyOrder(OBJECT, REVISIONS, PODS);
  }

  @Test
  void a_workload_that_came_back_with_another_selector_is_read_by_that() {
    deployed();
    var reader = new WorkloadReader(api.reads());
    reader.read(BACKEND);
    String other = ApiObjects.deployment(TEMPLATE, "{}", "[]").toString();
    api.replace(
        APPS + "deployments/backend",
        other.replace(
            "\"matchLabels\":{\"app\":\"backend\"}", "\"matchLabels\":{\"app\":\"renamed\"}"));

    reader.read(BACKEND);

    assertThat(api.requests)
        .contains(REVISIONS.replace("backend", "renamed"), PODS.replace("backend", "renamed"));
  }

  @Test
  void releases_are_read_without_the_pods() {
    deployed();

    Reading reading = new WorkloadReader(api.reads()).readReleases(BACKEND);

    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Found.class,
            found -> assertThat(found.snapshot().facts().revisions()).hasSize(1));
    assertThat(api.requests).containsExactly(OBJECT, REVISIONS);
  }

  private void deployed() {
    api.reply(
        APPS + "deployments/backend", 200, ApiObjects.deployment(TEMPLATE, "{}", "[]").toString());
    api.reply(
        APPS + "replicasets",
        200,
        "{\"items\":[%s]}"
            .formatted(ApiObjects.replicaSet("aaa", "1", "2026-11-20T10:00:00Z", TEMPLATE, "")));
    api.reply("/api/v1/namespaces/shop/pods", 200, "{\"items\":[]}");
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
