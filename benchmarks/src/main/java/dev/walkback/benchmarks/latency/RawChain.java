package dev.walkback.benchmarks.latency;

import dev.walkback.benchmarks.world.Clients;
import dev.walkback.benchmarks.world.Cluster;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What the product is compared with: as many records in a row and one patch, with nothing decided
 * on the way. Raw clients, the product's record sizes, the same broker, the same API server.
 */
final class RawChain implements AutoCloseable {

  private static final Pattern NUMBER = Pattern.compile("\"number\":\"(\\d+)\"");

  private final String name;
  private final int size;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Relay> relays = new ArrayList<>();
  private final Patch patch;
  private final AtomicLong next = new AtomicLong();
  private final Map<Long, Sample> samples = new ConcurrentHashMap<>();

  private RawChain(Clients clients, String name, Sizes sizes, Patch patch) {
    this.name = name;
    this.size = sizes.records().getFirst();
    this.patch = patch;
    producer = clients.producer(Map.of());
  }

  /**
   * Ready when this returns.
   *
   * @param transactional whether the orchestrator's hops write and commit in one transaction
   */
  static RawChain start(Clients clients, Cluster cluster, Sizes sizes, boolean transactional)
      throws InterruptedException {
    String name = transactional ? "raw-exactly-once" : "raw";
    List<String> topics =
        IntStream.rangeClosed(1, sizes.hops()).mapToObj(hop -> name + "-" + hop).toList();
    create(clients, topics);
    var chain = new RawChain(clients, name, sizes, new Patch(cluster, name));
    for (int hop = 1; hop < topics.size(); hop++) {
      String from = topics.get(hop - 1);
      String to = topics.get(hop);
      int size = sizes.records().get(hop);
      // The first relay is the detector's place; the others are the orchestrator's.
      chain.relays.add(
          transactional && hop > 1
              ? Relay.transactional(clients, from, to, size)
              : Relay.plain(clients, from, to, size));
    }
    chain.relays.add(Relay.sink(clients, topics.getLast(), chain::arrived));
    for (Relay relay : chain.relays) {
      relay.awaitAssigned();
    }
    return chain;
  }

  private static void create(Clients clients, List<String> topics) throws InterruptedException {
    Map<String, Object> config =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, clients.servers());
    try (Admin admin = Admin.create(config)) {
      admin
          .createTopics(
              topics.stream()
                  .map(topic -> new NewTopic(topic, Optional.of(4), Optional.empty()))
                  .toList())
          .all()
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Expected to make the topics of the raw chain", e);
    }
  }

  /** Sends one record on its way. */
  Sample send() {
    long number = next.incrementAndGet();
    var sample = new Sample();
    samples.put(number, sample);
    byte[] key = Long.toString(number).getBytes(StandardCharsets.UTF_8);
    byte[] value = ByteBuffer.allocate(size).putLong(number).array();
    sample.mark(Stage.SENT, System.nanoTime());
    var _ = producer.send(new ProducerRecord<>(name + "-1", key, value));
    return sample;
  }

  private void arrived(long number) {
    Sample sample = samples.get(number);
    if (sample != null) {
      sample.mark(Stage.EXECUTION, System.nanoTime());
      patch.send(
          JsonNodeFactory.instance
              .objectNode()
              .set(
                  "data",
                  JsonNodeFactory.instance.objectNode().put("number", Long.toString(number)))
              .toString());
    }
  }

  /** A patch was accepted; perhaps one of ours. */
  void accepted(String path, String body, long at) {
    Matcher number = NUMBER.matcher(body);
    if (path.endsWith("/" + name) && number.find()) {
      Sample sample = samples.get(Long.parseLong(number.group(1)));
      if (sample != null) {
        sample.mark(Stage.PATCH, at);
      }
    }
  }

  @Override
  public void close() {
    relays.forEach(Relay::close);
    producer.close();
    patch.close();
  }
}
