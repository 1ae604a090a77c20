package dev.walkback.orchestrator.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BacklogTest {

  private static final TopicPartition OUTCOMES = new TopicPartition("outcomes", 0);
  private static final TopicPartition COMMANDS = new TopicPartition("commands", 1);

  private final Backlog backlog = new Backlog();

  @Test
  void a_record_that_came_alone_is_committed_at_once() {
    fetched(OUTCOMES, 7);

    assertThat(backlog.handled(OUTCOMES, 7, true)).isTrue();
  }

  @Test
  void records_that_came_together_are_committed_after_the_last_of_them() {
    fetched(OUTCOMES, 7, 8, 9);
    fetched(COMMANDS, 3);

    List<Boolean> commits =
        List.of(
            backlog.handled(OUTCOMES, 7, true),
            backlog.handled(COMMANDS, 3, true),
            backlog.handled(OUTCOMES, 8, true),
            backlog.handled(OUTCOMES, 9, true));

    assertThat(commits).containsExactly(false, false, false, true);
  }

  @Test
  void what_was_written_is_committed_though_nothing_came_of_the_last_record() {
    fetched(OUTCOMES, 7, 8);
    backlog.handled(OUTCOMES, 7, true);

    assertThat(backlog.handled(OUTCOMES, 8, false)).isTrue();
  }

  @Test
  void nothing_is_committed_where_nothing_was_written() {
    fetched(OUTCOMES, 7);

    assertThat(backlog.handled(OUTCOMES, 7, false)).isFalse();
  }

  @Test
  void a_commit_settles_what_was_written_before_it() {
    fetched(OUTCOMES, 7);
    backlog.handled(OUTCOMES, 7, true);
    fetched(OUTCOMES, 8);

    assertThat(backlog.handled(OUTCOMES, 8, false)).isFalse();
  }

  @Test
  void records_of_a_partition_that_was_taken_away_are_not_waited_for() {
    fetched(OUTCOMES, 7, 8);
    fetched(COMMANDS, 3);
    backlog.forget(OUTCOMES.partition());

    assertThat(backlog.handled(COMMANDS, 3, true)).isTrue();
  }

  @Test
  void a_record_that_nobody_announced_is_committed_at_once() {
    assertThat(backlog.handled(OUTCOMES, 7, true)).isTrue();
  }

  private void fetched(TopicPartition partition, long... offsets) {
    List<ConsumerRecord<byte[], byte[]>> records =
        LongStream.of(offsets)
            .mapToObj(offset ->
                new ConsumerRecord<>(
                    partition.topic(), partition.partition(), offset, new byte[0], new byte[0]))
            .toList();
    backlog.fetched(new ConsumerRecords<>(Map.of(partition, records), Map.of()));
  }
}
