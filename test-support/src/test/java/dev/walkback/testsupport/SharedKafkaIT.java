package dev.walkback.testsupport;

/** On the broker that this run is to use: in this JVM, or a container. */
@WithKafka(freshTopics = false)
class SharedKafkaIT extends KafkaContract {

  private final KafkaFixture kafka;

  SharedKafkaIT(KafkaFixture kafka) {
    this.kafka = kafka;
  }

  @Override
  KafkaFixture kafka() {
    return kafka;
  }
}
