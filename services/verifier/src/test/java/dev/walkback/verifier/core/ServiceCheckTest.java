package dev.walkback.verifier.core;

import static dev.walkback.events.verification.Verdict.HEALTHY;
import static dev.walkback.events.verification.Verdict.INCONCLUSIVE;
import static dev.walkback.events.verification.Verdict.UNHEALTHY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.policy.HealthCheck;
import dev.walkback.events.verification.Measurement;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServiceCheckTest {

  private static final HealthCheck CHECK =
      new HealthCheck.OfUrl("api", URI.create("http://x/healthz"), 200, Map.of("db.status", "ok"));

  @Test
  void the_answer_that_was_expected_is_healthy() {
    assertThat(measured(200, Map.of("db.status", "ok", "more", "x")).verdict()).isEqualTo(HEALTHY);
  }

  @Test
  void a_wrong_status_field_or_form_is_unhealthy_and_says_what_was_found() {
    assertThat(measured(503, Map.of()).observed()).isEqualTo("status 503");
    assertThat(measured(200, Map.of("db.status", "down")).observed()).isEqualTo("db.status=down");
    assertThat(measured(200, Map.of()).observed()).isEqualTo("the answer has no field db.status");
    var noJson = new Look.Answer.Answered(200, Map.of(), Optional.of("the answer is not JSON"));
    assertThat(measured(noJson).verdict()).isEqualTo(UNHEALTHY);
  }

  @Test
  void no_answer_is_unhealthy_only_if_it_is_the_fault_of_the_service() {
    assertThat(measured(new Look.Answer.NotAnswered("refused")).verdict()).isEqualTo(UNHEALTHY);
    assertThat(measured(new Look.Answer.Unknown("no DNS")).verdict()).isEqualTo(INCONCLUSIVE);
  }

  private static Measurement measured(int status, Map<String, String> fields) {
    return measured(new Look.Answer.Answered(status, fields, Optional.empty()));
  }

  private static Measurement measured(Look.Answer answer) {
    return ServiceCheck.measure(new Look.OfCheck(CHECK, answer), Seen.AT);
  }
}
