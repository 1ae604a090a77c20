package dev.walkback.testsupport;

@WithKafka(freshTopics = false)
class InProcessKafkaIT extends KafkaContract {

  private final KafkaFixture kafka;

  InProcessKafkaIT(KafkaFixture kafka) {
    this.kafka = kafka;
  }

  @Override
  KafkaFixture kafka() {
    return kafka;
  }
}
