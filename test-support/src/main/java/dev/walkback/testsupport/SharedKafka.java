package dev.walkback.testsupport;

/** The broker that this run is to use. */
final class SharedKafka {

  private SharedKafka() {}

  static KafkaFixture start() {
    return switch (KafkaChoice.of(System.getenv(), ContainerKafka::engineAnswers)) {
      case KafkaChoice.InProcess _ -> InProcessKafka.start();
      case KafkaChoice.Container _ -> ContainerKafka.start();
      case KafkaChoice.Skip(String reason) -> throw new IllegalStateException(reason);
    };
  }
}
