package dev.walkback.chassis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A view whose topic cannot be read any more, though the broker is there. */
class CompactedTopicTest {

  private static final String TOPIC = Topics.POLICIES.name();
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  private static final Duration TOO_LONG = Pulse.PATIENCE.plusSeconds(1);

  private final AtomicReference<Instant> now = new AtomicReference<>(Samples.NOW);
  private final AtomicReference<Runnable> trouble = new AtomicReference<>(() -> {});
  private final AtomicInteger opened = new AtomicInteger();
  private final PoliciesView view = new PoliciesView(source(), new EventCodec());

  @AfterEach
  void stop() {
    view.stop();
  }

  @Test
  void it_has_no_problem_while_it_is_followed_though_nothing_comes() {
    start();

    now.set(Samples.NOW.plus(TOO_LONG));

    await().atMost(Samples.DEADLINE).until(() -> view.problem().isEmpty());
    assertThat(opened).hasValue(1);
  }

  @Test
  void it_says_so_when_it_may_not_be_read_any_longer() {
    start();

    refuse();
    now.updateAndGet(before -> before.plus(TOO_LONG));

    assertThat(view.problem()).contains("could not be read for 31 s; see the log");
  }

  @Test
  void what_it_knew_stays_good_enough_to_go_by() {
    start();

    refuse();
    now.updateAndGet(before -> before.plus(TOO_LONG));

    assertThat(view.isReady()).isTrue();
    assertThat(view.current()).isEqualTo(Policies.NONE);
  }

  @Test
  void a_moment_without_it_is_no_problem() {
    start();

    refuse();
    now.updateAndGet(before -> before.plus(Pulse.PATIENCE));

    assertThat(view.problem()).isEmpty();
  }

  @Test
  void it_is_followed_again_once_it_may_be_read() {
    start();
    refuse();
    now.updateAndGet(before -> before.plus(TOO_LONG));

    trouble.set(() -> {});

    await().atMost(Samples.DEADLINE).until(() -> view.problem().isEmpty());
  }

  @Test
  void a_fault_of_ours_does_not_end_it() {
    start();
    int before = opened.get();

    fail(() -> {
      throw new IllegalStateException("unexpected");
    });
    now.updateAndGet(time -> time.plus(TOO_LONG));
    trouble.set(() -> {});

    await().atMost(Samples.DEADLINE).until(() -> view.problem().isEmpty());
    assertThat(opened.get()).isGreaterThan(before);
  }

  private void start() {
    assertThat(view.problem()).contains("not working yet");
    view.start();
    await().atMost(Samples.DEADLINE).until(view::isReady);
  }

  private void refuse() {
    fail(() -> {
      throw new TopicAuthorizationException(TOPIC);
    });
  }

  /** Returns once it has failed and begins again: from then on nothing is read. */
  private void fail(Runnable failure) {
    int before = opened.get();
    trouble.set(failure);
    await().atMost(Samples.DEADLINE).until(() -> opened.get() > before);
  }

  private Source source() {
    return new Source(
        this::open, new TopicEnds(new KafkaSettings("127.0.0.1:1", Map.of())), now::get);
  }

  private Consumer<byte[], byte[]> open() {
    opened.incrementAndGet();
    var consumer =
        new MockConsumer<byte[], byte[]>("earliest") {
          @Override
          public synchronized org.apache.kafka.clients.consumer.ConsumerRecords<byte[], byte[]>
              poll(Duration timeout) {
            trouble.get().run();
            return super.poll(timeout);
          }
        };
    var node = new Node(0, "127.0.0.1", 1);
    consumer.updatePartitions(
        TOPIC, List.of(new PartitionInfo(TOPIC, 0, node, new Node[] {node}, new Node[] {node})));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, 0L));
    return consumer;
  }
}
