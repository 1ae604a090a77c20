package dev.walkback.chassis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.walkback.events.topic.Topics;
import dev.walkback.localkafka.LocalKafka;
import dev.walkback.localkafka.LocalKafkaOptions;
import dev.walkback.testsupport.RecordWriter;
import dev.walkback.testsupport.TopicAdmin;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker of its own, because these tests take it away. */
@Tag("broker")
class BrokerOutageIT {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path dir = Path.of("");

  @Test
  void work_goes_on_where_it_was_when_the_broker_comes_back() throws IOException {
    LocalKafkaOptions options = LocalKafkaOptions.at(dir).withPort(freePort());
    var released = new CountDownLatch(1);
    LocalKafka kafka = LocalKafka.start(options);
    try (var rig = new LoopRig(kafka.bootstrapServers(), "outage")) {
      new TopicAdmin(kafka.bootstrapServers()).recreate(Topics.ALL, 2);
      rig.start(step -> {
        if (step.equals("across")) {
          released.await();
        }
      });
      write(kafka, "a", "across");
      await().atMost(LONG).until(() -> rig.begun.contains("a/across"));

      kafka.close();
      kafka = LocalKafka.start(options);
      released.countDown();
      write(kafka, "b", "after");

      await()
          .atMost(LONG)
          .until(() -> rig.done.contains("a/across") && rig.done.contains("b/after"));
      LocalKafka up = kafka;
      await().atMost(LONG).until(() -> committed(up) == 2);
    } finally {
      kafka.close();
    }
  }

  @Test
  void a_service_waits_for_a_broker_that_is_not_there_yet_and_says_so() throws IOException {
    int port = freePort();
    var settings = new KafkaSettings("127.0.0.1:" + port, Map.of());
    var provisioner = new TopicProvisioner(settings, new TopicSettings(true, 2, (short) 1));
    var sender = new RecordSender(settings, provisioner::requireTopics);
    var worker = new Worker();
    var lifecycle = new EdgeLifecycle(provisioner, sender, List.of(worker));
    try (var check = new BrokerCheck(settings, InstantSource.system())) {
      var health = new EdgeHealth(lifecycle, List.of(check));
      lifecycle.start();
      assertThat(health.problems()).containsKeys("topics", "worker", "broker");
      var outgoing = new ProducerRecord<byte[], byte[]>(Topics.AUDIT.name(), Samples.utf8("early"));
      assertThatThrownBy(() -> sender.send(outgoing)).isInstanceOf(PublishFailedException.class);

      try (LocalKafka _ = LocalKafka.start(LocalKafkaOptions.at(dir).withPort(port))) {
        await().atMost(LONG).until(() -> health.problems().isEmpty());
        assertThat(sender.send(outgoing).offset()).isZero();
      }
    } finally {
      lifecycle.stop();
      sender.close();
    }
  }

  private static void write(LocalKafka kafka, String application, String step) {
    try (var writer = new RecordWriter(kafka.bootstrapServers())) {
      writer.write(Topics.EXECUTIONS, Samples.survey(application, step));
    }
  }

  private static long committed(LocalKafka kafka) {
    return new TopicAdmin(kafka.bootstrapServers())
        .committed("outage").values().stream().mapToLong(Long::longValue).sum();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static final class Worker implements EdgeWorker {

    private volatile boolean started;

    @Override
    public String name() {
      return "worker";
    }

    @Override
    public void start() {
      started = true;
    }

    @Override
    public void stop() {
      started = false;
    }

    @Override
    public boolean isReady() {
      return started;
    }
  }
}
