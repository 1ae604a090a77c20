package dev.walkback.sandbox.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.sandbox.store.Json;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;

class SampleTest {

  private static JsonNode yaml(String text) {
    return Json.MAPPER.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Deployment", "StatefulSet", "DaemonSet"})
  void a_release_differs_from_the_next_by_its_environment_alone(String kind) {
    WebApp app = WebApp.of(kind, "production", "backend");

    JsonNode good = yaml(app.release("v1"));
    JsonNode bad = yaml(app.crashingRelease("v1"));

    assertThat(good.at("/spec/template/spec/containers/0/env").toString())
        .isEqualTo("[{\"name\":\"VERSION\",\"value\":\"v1\"}]");
    assertThat(bad.at("/spec/template/spec/containers/0/env/1/name").asString()).isEqualTo("CRASH");
    assertThat(good.at("/metadata")).isEqualTo(bad.at("/metadata"));
  }

  @Test
  void a_kind_that_is_none_is_refused_with_those_that_are() {
    WebApp job = WebApp.of("Job", "production", "nightly");

    assertThatThrownBy(() -> job.release("v1", Map.of()))
        .hasMessage("Expected Deployment, StatefulSet or DaemonSet, but found Job");
  }

  @Test
  void the_alert_is_json_with_the_labels_of_the_workload() {
    WebApp app = WebApp.of("StatefulSet", "production", "backend");
    Instant now = Instant.parse("2026-11-24T03:00:00Z");

    JsonNode json = Json.parse(CrashLoopAlert.of(app, now).json());

    assertThat(json.at("/alerts/0/labels/statefulset").asString()).isEqualTo("backend");
    assertThat(json.at("/alerts/0/fingerprint").asString()).hasSize(16);
  }
}
