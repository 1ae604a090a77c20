package dev.walkback.cli.kafka;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.Envelope;
import dev.walkback.events.Event;
import dev.walkback.events.codec.Decoded;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Reads a topic: of one application only its partition, else all. Only what is committed is seen.
 * Belongs to one thread.
 */
public final class TopicSource implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final Connection connection;
  private final Topic topic;
  private final Optional<ApplicationId> application;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final EventCodec codec = new EventCodec();

  private TopicSource(
      Connection connection,
      Topic topic,
      Optional<ApplicationId> application,
      KafkaConsumer<byte[], byte[]> consumer) {
    this.connection = connection;
    this.topic = topic;
    this.application = application;
    this.consumer = consumer;
  }

  /** A source that stands at the beginning. */
  public static TopicSource open(
      Connection connection, Topic topic, Optional<ApplicationId> application) {
    connection.requireListener();
    Map<String, Object> config = connection.clientConfig();
    config.put("isolation.level", "read_committed");
    config.put("enable.auto.commit", false);
    config.put("auto.offset.reset", "earliest");
    config.put("allow.auto.create.topics", false);
    config.put("fetch.max.wait.ms", 100);
    String doing = "reading " + topic.name();
    return Failures.explained(
        connection,
        doing,
        () -> {
          var consumer =
              new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
          var source = new TopicSource(connection, topic, application, consumer);
          try {
            source.assign();
            return source;
          } catch (RuntimeException e) {
            source.close();
            throw e;
          }
        });
  }

  /** The partition of a key among so many, as every standard producer chooses it. */
  public static int partition(ApplicationId application, int partitions) {
    byte[] key = application.toString().getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(key)) % partitions;
  }

  private void assign() {
    List<PartitionInfo> infos = consumer.partitionsFor(topic.name());
    if (infos == null || infos.isEmpty()) {
      throw new CliException(
          "Expected the topic %s on %s, but it does not exist; create Walkback's topics with ./walkback topics create."
              .formatted(topic.name(), connection.servers()));
    }
    List<TopicPartition> partitions =
        application
            .map(id -> List.of(partition(id, infos.size())))
            .orElseGet(() -> infos.stream().map(PartitionInfo::partition).toList())
            .stream()
            .map(number -> new TopicPartition(topic.name(), number))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Skips everything that is there now; what comes after this call will be read. */
  public void skipToEnd() {
    explained(() -> {
      consumer.endOffsets(consumer.assignment()).forEach(consumer::seek);
      return true;
    });
  }

  /** Goes to the first records that bear this time or a later one. */
  public void skipTo(Instant time) {
    explained(() -> {
      Map<TopicPartition, Long> times = new HashMap<>();
      consumer.assignment().forEach(partition -> times.put(partition, time.toEpochMilli()));
      Map<TopicPartition, Long> ends = consumer.endOffsets(times.keySet());
      consumer
          .offsetsForTimes(times)
          .forEach((partition, found) ->
              consumer.seek(
                  partition, found == null ? ends.getOrDefault(partition, 0L) : found.offset()));
      return true;
    });
  }

  /** Everything up to what was the end when asked, oldest first within a partition. */
  public List<Line> readToEnd() {
    var lines = new ArrayList<Line>();
    readToEnd(lines::add);
    return lines;
  }

  /** The same one by one, for what may be more than fits into memory. */
  public void readToEnd(Consumer<Line> reader) {
    explained(() -> {
      Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(consumer.assignment()));
      ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
      long quietSince = System.nanoTime();
      while (!ends.isEmpty()) {
        List<Line> polled = poll(POLL);
        polled.forEach(reader);
        if (ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue())
            || !polled.isEmpty()) {
          quietSince = System.nanoTime();
        } else if (System.nanoTime() - quietSince > Connection.TIMEOUT_MILLIS * 1_000_000L) {
          throw connection.unreachable();
        }
      }
      return true;
    });
  }

  /** What came in the meantime; waits at most so long. */
  public List<Line> poll(Duration wait) {
    return explained(() -> {
      var lines = new ArrayList<Line>();
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
        line(record).ifPresent(lines::add);
      }
      return lines;
    });
  }

  private Optional<Line> line(ConsumerRecord<byte[], byte[]> record) {
    String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    if (application.isPresent() && !application.get().toString().equals(key)) {
      return Optional.empty();
    }
    if (record.value() == null) {
      return Optional.of(new Line(key, new byte[0], Optional.empty(), "removed"));
    }
    var headers = new HashMap<String, byte[]>();
    record.headers().forEach(header -> headers.put(header.key(), header.value()));
    Decoded decoded = codec.decode(headers, record.value());
    Optional<Envelope<? extends Event>> event =
        decoded instanceof Decoded.Read read ? Optional.of(read.envelope()) : Optional.empty();
    String trouble =
        switch (decoded) {
          case Decoded.Read _ -> "";
          case Decoded.Foreign _ -> "not an event of Walkback";
          case Decoded.Unreadable unreadable -> unreadable.reason();
        };
    return Optional.of(new Line(key, record.value(), event, trouble));
  }

  private <T> T explained(java.util.function.Supplier<T> action) {
    return Failures.explained(connection, "reading " + topic.name(), action);
  }

  /** How many partitions are read, for tests. */
  Collection<TopicPartition> assignment() {
    return consumer.assignment();
  }

  @Override
  public void close() {
    try {
      consumer.close(
          org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofMillis(200)));
    } catch (KafkaException e) {
      // Nothing is left to be saved: this reader commits no offsets.
    }
  }

  /**
   * One record.
   *
   * @param value its bytes, exactly as they stand on the topic; empty where the key was removed
   * @param event absent where it cannot be read
   * @param trouble why it cannot be read
   */
  @SuppressWarnings("ArrayRecordComponent") // the bytes are hashed, never compared
  public record Line(
      String key, byte[] value, Optional<Envelope<? extends Event>> event, String trouble) {

    public <E extends Event> Optional<E> data(Class<E> type) {
      return event
          .map(envelope -> (Event) envelope.data())
          .filter(type::isInstance)
          .map(type::cast);
    }

    public String json() {
      return new String(value, StandardCharsets.UTF_8);
    }
  }
}
