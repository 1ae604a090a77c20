package dev.walkback.verifier.core;

import dev.walkback.events.policy.HealthCheck;
import dev.walkback.events.verification.Measurement;
import dev.walkback.events.verification.Measurement.Aspect;
import dev.walkback.events.verification.Verdict;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Whether a health check was answered as expected. A wrong answer is worse than none. */
final class ServiceCheck {

  private static final int LONGEST = 100;

  private ServiceCheck() {}

  static Measurement measure(Look.OfCheck look, Instant at) {
    HealthCheck check = look.check();
    return switch (look.answer()) {
      case Look.Answer.Unknown(String why) -> measured(check, Verdict.INCONCLUSIVE, why, at);
      case Look.Answer.NotAnswered(String why) -> measured(check, Verdict.UNHEALTHY, why, at);
      case Look.Answer.Answered answered -> {
        String wrong = wrong(check, answered);
        yield wrong.isEmpty()
            ? measured(check, Verdict.HEALTHY, "status " + answered.status(), at)
            : measured(check, Verdict.UNHEALTHY, wrong, at);
      }
    };
  }

  private static String wrong(HealthCheck check, Look.Answer.Answered answered) {
    if (answered.status() != check.status()) {
      return "status " + answered.status();
    }
    if (!check.json().isEmpty() && answered.noJson().isPresent()) {
      return answered.noJson().get();
    }
    for (Map.Entry<String, String> field : new TreeMap<>(check.json()).entrySet()) {
      String found = answered.fields().get(field.getKey());
      if (found == null) {
        return "the answer has no field " + field.getKey();
      }
      if (!found.equals(field.getValue())) {
        return "%s=%s".formatted(field.getKey(), shortened(found));
      }
    }
    return "";
  }

  private static Measurement measured(
      HealthCheck check, Verdict verdict, String observed, Instant at) {
    StringBuilder expected = new StringBuilder("status ").append(check.status());
    new TreeMap<>(check.json())
        .forEach((field, value) ->
            expected.append(", ").append(field).append('=').append(shortened(value)));
    return new Measurement(
        "service " + check.name(), Aspect.SERVICE, verdict, expected.toString(), observed, at);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
