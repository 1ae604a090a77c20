package dev.walkback.chassis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.walkback.events.topic.Topics;
import dev.walkback.testsupport.KafkaFixture;
import dev.walkback.testsupport.RecordWriter;
import dev.walkback.testsupport.TopicReader;
import dev.walkback.testsupport.WithKafka;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@WithKafka
class KeyedWorkLoopIT {

  private final KafkaFixture kafka;
  private final RecordWriter writer;
  private final CountDownLatch released = new CountDownLatch(1);
  private String group = "";
  private LoopRig rig;

  KeyedWorkLoopIT(KafkaFixture kafka) {
    this.kafka = kafka;
    this.writer = kafka.writer();
    this.rig = new LoopRig(kafka.bootstrapServers(), "unused");
  }

  @BeforeEach
  void each_test_begins_with_empty_topics_and_a_group_of_its_own(TestInfo test) {
    kafka.topics().recreate(Topics.ALL, 3);
    group = test.getDisplayName();
    rig = new LoopRig(kafka.bootstrapServers(), group);
  }

  @AfterEach
  void stop() {
    released.countDown();
    rig.close();
    writer.close();
  }

  @Test
  void each_application_is_worked_on_in_order_and_all_is_committed() {
    rig.start(_ -> {});

    IntStream.range(0, 200)
        .forEach(i -> write("app" + i % 5, String.format(java.util.Locale.ROOT, "%04d", i)));

    await().atMost(Samples.DEADLINE).until(() -> rig.done.size() == 200);
    IntStream.range(0, 5).forEach(i -> assertThat(rig.doneOf("app" + i)).hasSize(40).isSorted());
    await().atMost(Samples.DEADLINE).until(() -> committed() == 200);
  }

  @Test
  void work_that_takes_long_holds_up_neither_other_applications_nor_what_comes_later() {
    rig.start(step -> {
      if (step.equals("slow")) {
        released.await();
      }
    });

    write("slow", "slow");
    write("slow", "after");
    IntStream.range(0, 20).forEach(i -> write("other" + i, "1"));

    await().atMost(Samples.DEADLINE).until(() -> rig.done.size() == 20);
    assertThat(rig.begun).contains("slow/slow").doesNotContain("slow/after");
    released.countDown();
    await().atMost(Samples.DEADLINE).until(() -> rig.done.contains("slow/after"));
  }

  @Test
  void what_was_not_finished_before_a_stop_is_given_again() {
    KeyedWorkLoop first =
        rig.start(step -> {
          if (step.equals("slow")) {
            released.await();
          }
        });
    write("a", "done");
    write("b", "slow");
    await().atMost(Samples.DEADLINE).until(() -> rig.begun.size() == 2 && rig.done.size() == 1);

    first.stop();
    released.countDown();
    rig.start(_ -> {});

    await().atMost(Samples.DEADLINE).until(() -> rig.done.contains("b/slow"));
    assertThat(rig.begun.stream().filter("b/slow"::equals)).hasSize(2);
  }

  @Test
  void work_that_ends_in_time_is_not_given_again_after_a_stop() {
    var running = new CountDownLatch(1);
    KeyedWorkLoop first =
        rig.start(_ -> {
          running.countDown();
          released.await();
        });
    write("a", "1");
    await().atMost(Samples.DEADLINE).until(() -> running.getCount() == 0);

    Thread stopping = Thread.ofVirtual().start(first::stop);
    released.countDown();

    await().atMost(Samples.DEADLINE).until(() -> !stopping.isAlive());
    assertThat(rig.done).containsExactly("a/1");
    assertThat(committed()).isEqualTo(1);
  }

  @Test
  void a_second_member_takes_over_partitions_and_nothing_is_lost() {
    rig.start(_ -> {});
    IntStream.range(0, 60).forEach(i -> write("app" + i, "1"));

    rig.start(_ -> {});
    IntStream.range(0, 60).forEach(i -> write("app" + i, "2"));

    await()
        .atMost(Samples.DEADLINE)
        .untilAsserted(() ->
            IntStream.range(0, 60)
                .forEach(i ->
                    assertThat(rig.doneOf("app" + i))
                        .contains("app" + i + "/1", "app" + i + "/2")));
    await().atMost(Samples.DEADLINE).until(() -> committed() == 120);
  }

  @Test
  void work_in_hand_is_interrupted_when_its_partition_is_taken_away() {
    var interrupted = new AtomicInteger();
    rig.start(_ -> {
      try {
        released.await();
      } catch (InterruptedException e) {
        interrupted.incrementAndGet();
        throw e;
      }
    });
    IntStream.range(0, 20).forEach(i -> write("app" + i, "1"));
    await().atMost(Samples.DEADLINE).until(() -> rig.begun.size() == 20);

    rig.startWithoutWaiting(_ -> {});

    await().atMost(Samples.DEADLINE).until(() -> interrupted.get() == 20);
    released.countDown();
    await().atMost(Samples.DEADLINE).until(() -> rig.done.size() == 20 && committed() == 20);
  }

  @Test
  void records_that_cannot_be_read_go_to_the_dead_letters_as_they_were_and_the_rest_moves_on() {
    rig.start(_ -> {});

    writer.write(
        Topics.EXECUTIONS.name(),
        "test/a",
        Map.of("ce_type", new byte[] {1}),
        new byte[] {0, 1, 2});
    writer.write(Topics.EXECUTIONS.name(), null, "foreign");
    write("a", "good");

    await().atMost(Samples.DEADLINE).until(() -> rig.done.contains("a/good") && committed() == 3);
    try (TopicReader letters = kafka.reader(Topics.DEAD_LETTERS.name())) {
      ConsumerRecord<String, byte[]> letter =
          letters.await(2).stream().filter(l -> "test/a".equals(l.key())).findFirst().orElseThrow();
      assertThat(letter.value()).isEqualTo(new byte[] {0, 1, 2});
      assertThat(header(letter, "walkback-origin-topic")).isEqualTo("walkback.executions");
      assertThat(header(letter, "walkback-reason")).contains("Expected");
    }
    assertThat(rig.deadLetters()).isEqualTo(2);
  }

  @Test
  void an_event_that_cannot_be_handled_is_tried_a_few_times_and_then_moved_aside() {
    var attempts = new AtomicInteger();
    rig.start(step -> {
      if (step.equals("bad")) {
        attempts.incrementAndGet();
        throw new IllegalStateException("the\nbug");
      }
    });

    write("a", "bad");
    write("a", "good");

    await().atMost(Samples.DEADLINE).until(() -> rig.done.contains("a/good"));
    assertThat(attempts).hasValue(RecordWork.MAX_ATTEMPTS);
    try (TopicReader letters = kafka.reader(Topics.DEAD_LETTERS.name())) {
      assertThat(header(letters.await(1).getFirst(), "walkback-reason")).contains("the bug");
    }
  }

  @Test
  void a_broker_that_does_not_confirm_an_outcome_is_waited_for_without_giving_the_event_up() {
    var attempts = new AtomicInteger();
    rig.start(_ -> {
      if (attempts.incrementAndGet() <= RecordWork.MAX_ATTEMPTS + 1) {
        throw new PublishFailedException("away", new IllegalStateException());
      }
    });

    write("a", "1");

    await().atMost(Samples.DEADLINE).until(() -> rig.done.contains("a/1"));
    assertThat(rig.deadLetters()).isZero();
  }

  private void write(String application, String step) {
    writer.write(Topics.EXECUTIONS, Samples.survey(application, step));
  }

  private long committed() {
    return kafka.topics().committed(group).values().stream().mapToLong(Long::longValue).sum();
  }

  private static String header(ConsumerRecord<String, byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
