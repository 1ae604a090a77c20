package dev.walkback.testsupport;

/** A broker for tests, whatever runs it. */
public interface KafkaFixture extends AutoCloseable {

  /** Where clients connect. */
  String bootstrapServers();

  /** What runs the broker, for messages. */
  String kind();

  /** The topics of this broker. */
  default TopicAdmin topics() {
    return new TopicAdmin(bootstrapServers());
  }

  /** Reads a topic from its beginning; to be closed. */
  default TopicReader reader(String topic) {
    return TopicReader.fromBeginning(bootstrapServers(), topic);
  }

  /** Writes records, each acknowledged before the call returns; to be closed. */
  default RecordWriter writer() {
    return new RecordWriter(bootstrapServers());
  }

  /** The same for records that are compressed. */
  default RecordWriter writer(String compression) {
    return new RecordWriter(bootstrapServers(), compression);
  }

  @Override
  void close();
}
