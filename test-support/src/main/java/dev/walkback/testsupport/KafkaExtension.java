package dev.walkback.testsupport;

import dev.walkback.events.topic.Topics;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the broker once per run and closes it with the run. */
final class KafkaExtension implements ExecutionCondition, BeforeAllCallback, ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(KafkaExtension.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return switch (choice()) {
      case KafkaChoice.Skip(String reason) -> {
        System.out.printf("SKIPPED %s: %s%n", context.getDisplayName(), reason);
        yield ConditionEvaluationResult.disabled(reason);
      }
      case KafkaChoice.InProcess _, KafkaChoice.Container _ ->
          ConditionEvaluationResult.enabled("a broker can run");
    };
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    WithKafka wanted = context.getRequiredTestClass().getAnnotation(WithKafka.class);
    if (wanted != null && wanted.freshTopics()) {
      fixture(context).topics().recreate(Topics.ALL, wanted.partitions());
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == KafkaFixture.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return fixture(context);
  }

  private static KafkaFixture fixture(ExtensionContext context) {
    // The root store closes it after the last test of the run.
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(KafkaFixture.class, _ -> SharedKafka.start(), KafkaFixture.class);
  }

  private static KafkaChoice choice() {
    return KafkaChoice.of(System.getenv(), ContainerKafka::engineAnswers);
  }
}
