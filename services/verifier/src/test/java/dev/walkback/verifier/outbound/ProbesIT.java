package dev.walkback.verifier.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.policy.HealthCheck;
import dev.walkback.verifier.core.Look.Answer;
import dev.walkback.verifier.outbound.kube.ServiceProbe;
import dev.walkback.verifier.outbound.web.UrlProbe;
import dev.walkback.workloads.ClusterHttp;
import dev.walkback.workloads.KubernetesAccess;
import dev.walkback.workloads.KubernetesSettings;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProbesIT {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final String PROXY = "/api/v1/namespaces/production/services/api:80/proxy/healthz";
  private static final String STATUS =
      "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"%s\"}";

  private StandIn server;
  private KubernetesClient client;
  private UrlProbe urls;

  @BeforeEach
  void start() throws IOException {
    server = new StandIn();
    client = KubernetesAccess.client(KubernetesSettings.at(server.url()), "walkback-test");
    urls = new UrlProbe(TIMEOUT);
  }

  @AfterEach
  void stop() {
    urls.close();
    client.close();
    server.close();
  }

  @Test
  void an_address_is_asked_for_the_fields_that_matter() throws InterruptedException {
    server.reply("/h", 200, "{\"db\":{\"status\":\"ok\"},\"pods\":[{\"up\":true}],\"secret\":1}");
    assertThat(url(server.url() + "/h"))
        .isEqualTo(answered(200, Map.of("db.status", "ok", "pods.0.up", "true")));
  }

  @Test
  void a_redirect_is_an_answer_and_is_not_followed() throws InterruptedException {
    server.reply("/h", 302, "{}").reply("/elsewhere", 200, "{}");
    assertThat(url(server.url() + "/h")).isEqualTo(answered(302, Map.of()));
    assertThat(server.requests).hasValue(1);
  }

  @Test
  void silence_and_refusal_are_the_fault_of_the_service() throws InterruptedException {
    server.hang("/h");
    assertThat(url(server.url() + "/h")).isInstanceOf(Answer.NotAnswered.class);
    assertThat(url("http://127.0.0.1:1/h")).isInstanceOf(Answer.NotAnswered.class);
  }

  @Test
  void a_name_that_is_not_known_is_not_the_fault_of_the_service() throws InterruptedException {
    assertThat(url("http://nothing.invalid/h")).isInstanceOf(Answer.Unknown.class);
    assertThat(url("ftp://127.0.0.1/h")).isInstanceOf(Answer.Unknown.class);
  }

  @Test
  void an_answer_that_is_too_long_is_an_answer_without_fields() throws InterruptedException {
    server.reply("/h", 200, "x".repeat(10 * Bodies.MAX_BYTES));

    assertThat(url(server.url() + "/h"))
        .isEqualTo(
            new Answer.Answered(
                200, Map.of(), Optional.of("the answer is longer than 65536 bytes")));
  }

  @Test
  void an_answer_may_be_as_long_as_it_likes_where_only_its_status_is_asked_for()
      throws InterruptedException {
    server.reply("/h", 200, "x".repeat(10 * Bodies.MAX_BYTES));

    assertThat(status(server.url() + "/h")).isEqualTo(answered(200, Map.of()));
  }

  @Test
  void an_answer_without_end_is_not_read_to_its_end() throws InterruptedException {
    server.endless("/h");

    assertThat(status(server.url() + "/h")).isEqualTo(answered(200, Map.of()));
  }

  @Test
  void an_answer_that_breaks_off_is_the_fault_of_the_service() throws InterruptedException {
    server.breaking("/h");

    assertThat(status(server.url() + "/h")).isInstanceOf(Answer.NotAnswered.class);
  }

  @Test
  void a_service_is_asked_through_the_api_server() throws InterruptedException {
    server.reply(PROXY, 200, "{\"db\":{\"status\":\"down\"}}");
    assertThat(service()).isEqualTo(answered(200, Map.of("db.status", "down")));
  }

  @Test
  void what_the_service_itself_answers_is_its_answer() throws InterruptedException {
    server.reply(PROXY, 503, "{\"db\":{\"status\":\"down\"}}");
    assertThat(service()).isEqualTo(answered(503, Map.of("db.status", "down")));
  }

  @Test
  void a_redirect_by_a_service_does_not_take_our_credentials_elsewhere()
      throws InterruptedException {
    server.reply(PROXY, 302, "{}").reply("/elsewhere", 200, "{}");
    assertThat(service()).isEqualTo(answered(302, Map.of()));
    assertThat(server.requests).hasValue(1);
  }

  @Test
  void a_service_without_endpoints_or_that_cannot_be_reached_is_at_fault()
      throws InterruptedException {
    server.reply(PROXY, 503, STATUS.formatted("no endpoints available for service \\\"api\\\""));
    assertThat(service()).isInstanceOf(Answer.NotAnswered.class);
    server.reply(PROXY, 502, "Error trying to reach service: dial tcp: connection refused");
    assertThat(service()).isInstanceOf(Answer.NotAnswered.class);
    server.reply(PROXY, 404, STATUS.formatted("services \\\"api\\\" not found"));
    assertThat(service()).isInstanceOf(Answer.NotAnswered.class);
  }

  @Test
  void trouble_of_the_api_server_says_nothing_about_the_service() throws InterruptedException {
    server.reply(PROXY, 403, STATUS.formatted("forbidden"));
    assertThat(service()).isInstanceOf(Answer.Unknown.class);
    server.reply(PROXY, 500, STATUS.formatted("etcdserver: request timed out"));
    assertThat(service()).isInstanceOf(Answer.Unknown.class);
    server.close();
    assertThat(service()).isInstanceOf(Answer.Unknown.class);
  }

  @Test
  void silence_is_the_fault_of_the_service_if_the_api_server_answers_else()
      throws InterruptedException {
    server.hang(PROXY).reply("/version", 200, "{}");
    assertThat(service()).isInstanceOf(Answer.NotAnswered.class);
    server.hang("/version");
    assertThat(service()).isInstanceOf(Answer.Unknown.class);
  }

  private Answer url(String url) throws InterruptedException {
    return urls.ask(
        new HealthCheck.OfUrl(
            "api", URI.create(url), 200, Map.of("db.status", "ok", "pods.0.up", "true")));
  }

  private Answer status(String url) throws InterruptedException {
    return urls.ask(new HealthCheck.OfUrl("api", URI.create(url), 200, Map.of()));
  }

  private Answer service() throws InterruptedException {
    return new ServiceProbe(new ClusterHttp(client, TIMEOUT), TIMEOUT)
        .ask(
            new HealthCheck.OfService(
                "api", "production", "api", 80, "/healthz", 200, Map.of("db.status", "ok")));
  }

  private static Answer answered(int status, Map<String, String> fields) {
    return new Answer.Answered(status, fields, Optional.empty());
  }
}
