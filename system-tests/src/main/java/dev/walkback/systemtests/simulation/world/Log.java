package dev.walkback.systemtests.simulation.world;

import dev.walkback.events.Envelope;
import dev.walkback.events.Event;
import dev.walkback.events.codec.Decoded;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.codec.Wire;
import dev.walkback.events.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.apache.kafka.common.utils.Utils;

/**
 * Partitioned topics in memory, co-partitioned by key. What is here is committed: whoever writes in
 * transactions appends when they commit.
 */
public final class Log {

  public static final int PARTITIONS = 2;

  private static final EventCodec CODEC = new EventCodec();

  private final boolean asBytes;
  private final Agenda agenda;
  private final Faults faults;
  private final Map<String, List<List<Post>>> topics = new HashMap<>();
  private final Map<String, List<IntConsumer>> readers = new HashMap<>();

  /**
   * An empty one.
   *
   * @param asBytes whether every event travels as bytes, through the codec and back
   */
  public Log(boolean asBytes, Agenda agenda, Faults faults) {
    this.asBytes = asBytes;
    this.agenda = agenda;
    this.faults = faults;
  }

  /** The reader is told the partition whenever a record was appended. */
  public void subscribe(Topic topic, IntConsumer reader) {
    readers.computeIfAbsent(topic.name(), _ -> new ArrayList<>()).add(reader);
  }

  public void append(Topic topic, Envelope<? extends Event> envelope) {
    if (asBytes) {
      Event _ = append(topic, envelope, CODEC.encode(envelope));
    } else {
      add(topic, envelope, Optional.empty());
    }
  }

  /** One that was encoded by its writer; as its readers have it. */
  public Event append(Topic topic, Envelope<? extends Event> envelope, Wire wire) {
    Envelope<? extends Event> read = asBytes ? decoded(wire) : envelope;
    add(topic, read, Optional.of(wire));
    return read.data();
  }

  public List<Post> read(Topic topic, int partition) {
    return topics
        .computeIfAbsent(
            topic.name(),
            _ -> {
              List<List<Post>> partitions = new ArrayList<>();
              for (int each = 0; each < PARTITIONS; each++) {
                partitions.add(new ArrayList<>());
              }
              return partitions;
            })
        .get(partition);
  }

  /** How many records all topics have. */
  public long size() {
    return topics.values().stream().flatMap(List::stream).mapToLong(List::size).sum();
  }

  public static int partitionOf(String key) {
    return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % PARTITIONS;
  }

  private void add(Topic topic, Envelope<? extends Event> envelope, Optional<Wire> wire) {
    int partition = partitionOf(envelope.application().toString());
    List<Post> posts = read(topic, partition);
    long lag = faults.lagOf(topic);
    posts.add(new Post(topic, partition, posts.size(), envelope, wire, agenda.now() + lag));
    readers.getOrDefault(topic.name(), List.of()).forEach(reader -> reader.accept(partition));
    faults
        .duplicateOf(topic)
        .ifPresent(duplicate -> {
          for (int time = 1; time <= duplicate.times(); time++) {
            agenda.after(duplicate.after() * time, Life.NATURE, () -> add(topic, envelope, wire));
          }
        });
  }

  private static Envelope<? extends Event> decoded(Wire wire) {
    return switch (CODEC.decode(wire.headers(), wire.value())) {
      case Decoded.Read(var envelope) -> envelope;
      case Decoded.Foreign() ->
          throw new IllegalStateException("Expected an event of ours, but found none");
      case Decoded.Unreadable(String reason) -> throw new IllegalStateException(reason);
    };
  }
}
