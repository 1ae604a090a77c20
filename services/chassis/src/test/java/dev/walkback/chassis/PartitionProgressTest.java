package dev.walkback.chassis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionProgressTest {

  private final PartitionProgress progress = new PartitionProgress();

  @Test
  void nothing_came_so_there_is_nothing_to_commit() {
    assertThat(progress.committable()).isEqualTo(-1);
  }

  @Test
  void the_first_record_is_open_so_its_own_offset_is_the_position() {
    progress.begin(5);

    assertThat(progress.committable()).isEqualTo(5);
  }

  @Test
  void a_finished_record_behind_an_open_one_is_not_committed() {
    progress.begin(5);
    progress.begin(6);
    progress.finish(6);

    assertThat(progress.committable()).isEqualTo(5);
  }

  @Test
  void all_are_done_so_the_position_is_behind_the_last() {
    progress.begin(5);
    progress.begin(6);
    progress.finish(6);
    progress.finish(5);

    assertThat(progress.committable()).isEqualTo(7);
  }

  @Test
  void offsets_that_transactions_left_out_do_not_hold_it_up() {
    progress.begin(5);
    progress.begin(9);
    progress.finish(5);

    assertThat(progress.committable()).isEqualTo(9);
  }

  @Test
  void what_is_committed_is_not_committed_again() {
    progress.begin(5);
    progress.finish(5);
    progress.committed(6);

    assertThat(progress.committable()).isEqualTo(-1);
  }

  @Test
  void a_revoked_partition_starts_nothing_more() {
    progress.begin(5);
    progress.revoke();

    assertThat(progress.started()).isFalse();
    assertThat(progress.isIdle()).isTrue();
  }

  @Test
  void it_is_idle_only_when_what_was_started_has_ended() {
    progress.begin(5);
    assertThat(progress.started()).isTrue();
    assertThat(progress.isIdle()).isFalse();

    progress.ended();

    assertThat(progress.isIdle()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void whatever_the_order_no_unfinished_record_is_ever_skipped(long seed) {
    var random = new Random(seed);
    List<Long> open = new ArrayList<>();
    long offset = random.nextInt(100);
    long committed = -1;
    for (int step = 0; step < 2_000; step++) {
      if (open.isEmpty() || random.nextBoolean()) {
        offset += 1 + random.nextInt(3);
        open.add(offset);
        progress.begin(offset);
      } else {
        progress.finish(open.remove(random.nextInt(open.size())));
      }
      long committable = progress.committable();
      if (committable >= 0) {
        assertThat(committable).as("seed %d step %d", seed, step).isGreaterThan(committed);
        progress.committed(committable);
        committed = committable;
      }
      long first = open.isEmpty() ? offset + 1 : Collections.min(open);
      assertThat(committed).as("seed %d step %d", seed, step).isEqualTo(first);
    }
  }
}
