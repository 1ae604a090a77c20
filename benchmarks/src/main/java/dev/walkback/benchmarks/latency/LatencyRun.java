package dev.walkback.benchmarks.latency;

import dev.walkback.benchmarks.world.Clients;
import dev.walkback.benchmarks.world.Cluster;
import dev.walkback.benchmarks.world.Shops;
import dev.walkback.events.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends alerts and raw records, and marks when each of them got where. */
final class LatencyRun implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final int WARM_UP_ALERTS = 20;

  private final Cluster cluster;
  private final Clients clients;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Observer observer;
  private final Map<String, Sample> running = new ConcurrentHashMap<>();
  private final List<RawChain> chains = new ArrayList<>();

  LatencyRun(Cluster cluster, String kafka) {
    this.cluster = cluster;
    clients = new Clients(kafka);
    producer = clients.producer(Map.of());
    observer = new Observer(clients, (application, stage, at) -> mark(application, stage, at));
    cluster
        .sandbox()
        .onWrite(write -> {
          long at = System.nanoTime();
          if (write.verb().equals("PATCH") && write.code() == 200) {
            String name = write.path().substring(write.path().lastIndexOf('/') + 1);
            mark(name + "/" + name, Stage.PATCH, at);
            chains.forEach(chain -> chain.accepted(write.path(), write.body(), at));
          }
        });
  }

  private void mark(String application, Stage stage, long at) {
    Sample sample = running.get(application);
    if (sample != null) {
      sample.mark(stage, at);
    }
  }

  /** The product's way, for some applications. */
  Series product(String name, Shops shops) {
    return new Series(name, shops::release, () -> alert(shops.next()));
  }

  private Sample alert(String application) {
    byte[] alert = Shops.alert(application);
    var sample = new Sample();
    running.put(application + "/" + application, sample);
    sample.mark(Stage.SENT, System.nanoTime());
    var _ = producer.send(new ProducerRecord<>(Topics.TRIGGERS.name(), alert));
    return sample;
  }

  /** Some rollbacks, so that the size of their records is known; the first of them. */
  Sample getToKnow(Shops shops) throws InterruptedException {
    for (int i = 0; i < WARM_UP_ALERTS; i++) {
      shops.release();
    }
    Thread.sleep(Timetable.AHEAD);
    Sample first = getToKnow(shops.next());
    for (int i = 1; i < WARM_UP_ALERTS; i++) {
      getToKnow(shops.next());
    }
    return first;
  }

  private Sample getToKnow(String application) throws InterruptedException {
    Sample sample = alert(application);
    await("the first rollbacks", () -> sample.has(Stage.AUDITED));
    return sample;
  }

  Sizes sizes() {
    return observer.sizes();
  }

  /** The raw way, with records as large as the product's. */
  Series raw(String name, boolean transactional) throws InterruptedException {
    RawChain chain = RawChain.start(clients, cluster, sizes(), transactional);
    chains.add(chain);
    return new Series(name, () -> {}, chain::send);
  }

  /**
   * Returns when everything that was sent has arrived; what does not arrive shows in the counts.
   */
  void awaitArrivals(List<Series> products) throws InterruptedException {
    await(
        "all rollbacks",
        () -> products.stream().allMatch(series -> series.complete(Stage.AUDITED)));
  }

  /** How long until the API server had accepted the patch of somebody else. */
  Sample watch(String application) {
    var sample = new Sample();
    running.put(application + "/" + application, sample);
    return sample;
  }

  private static void await(String what, java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "Expected %s to end within %d s, but they did not"
                .formatted(what, PATIENCE.toSeconds()));
      }
      Thread.sleep(20);
    }
  }

  @Override
  public void close() {
    chains.forEach(RawChain::close);
    observer.close();
    producer.close();
  }
}
