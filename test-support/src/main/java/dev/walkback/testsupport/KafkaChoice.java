package dev.walkback.testsupport;

import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Which broker the tests run on: the one in this JVM, or a container where the variable {@code
 * WALKBACK_TEST_KAFKA} says {@code container}.
 */
sealed interface KafkaChoice {

  String VARIABLE = "WALKBACK_TEST_KAFKA";

  record InProcess() implements KafkaChoice {}

  record Container() implements KafkaChoice {}

  /** A container was asked for, and nothing can run it: the tests are skipped, and say so. */
  record Skip(String reason) implements KafkaChoice {}

  static KafkaChoice of(Map<String, String> environment, BooleanSupplier engineAnswers) {
    String wanted = environment.getOrDefault(VARIABLE, "in-process").toLowerCase(Locale.ROOT);
    return switch (wanted) {
      case "in-process" -> new InProcess();
      case "container" -> container(environment, engineAnswers);
      default ->
          throw new IllegalArgumentException(
              "Expected %s to be in-process or container, but found '%s'"
                  .formatted(VARIABLE, wanted));
    };
  }

  /** A container or the reason why not; in CI a missing engine is an error, never a silent skip. */
  static KafkaChoice container(Map<String, String> environment, BooleanSupplier engineAnswers) {
    if (engineAnswers.getAsBoolean()) {
      return new Container();
    }
    String reason = "Expected a container engine for Kafka, but none answers";
    if ("true".equalsIgnoreCase(environment.get("CI"))
        && "container".equalsIgnoreCase(environment.get(VARIABLE))) {
      throw new IllegalStateException(reason + "; with CI=true these tests are not skipped");
    }
    return new Skip(reason);
  }
}
