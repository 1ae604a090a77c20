package dev.walkback.testsupport;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@Tag("container")
class ContainerKafkaIT extends KafkaContract {

  private static @Nullable KafkaFixture container;

  @BeforeAll
  static void start() {
    switch (KafkaChoice.container(System.getenv(), ContainerKafka::engineAnswers)) {
      case KafkaChoice.Skip(String reason) -> {
        System.out.println("SKIPPED ContainerKafkaIT: " + reason);
        Assumptions.abort(reason);
      }
      case KafkaChoice.InProcess _, KafkaChoice.Container _ -> container = ContainerKafka.start();
    }
  }

  @AfterAll
  static void stop() {
    if (container != null) {
      container.close();
    }
  }

  @Override
  KafkaFixture kafka() {
    if (container == null) {
      throw new IllegalStateException("Expected a container, but it was not started");
    }
    return container;
  }
}
