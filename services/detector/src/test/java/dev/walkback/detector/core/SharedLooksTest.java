package dev.walkback.detector.core;

import static dev.walkback.detector.core.Given.BACKEND;
import static dev.walkback.detector.core.Given.BEGAN;
import static dev.walkback.detector.core.Given.deployment;
import static dev.walkback.detector.core.Given.released;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two partitions: of 0 everything before offset 100 has arrived, of 1 everything before 10. */
class SharedLooksTest {

  private static final Arrived ARRIVED = new Arrived(Map.of(0, 100L, 1, 10L));

  private final FakeCluster cluster =
      new FakeCluster().with(released(BACKEND, Duration.ofMinutes(1)));
  private Instant now = BEGAN;
  private final SharedLooks looks = new SharedLooks(cluster, () -> now);

  @Test
  void alerts_of_one_record_share_a_look() {
    ClusterView record = looks.of(Place.alone(0, 5));
    look(record);
    look(record);
    assertThat(cluster.reads).hasValue(1);
  }

  @Test
  void an_alert_that_had_arrived_when_somebody_looked_need_not_look_again() {
    lookFor(0, 5);
    lookFor(0, 99);
    assertThat(cluster.reads).hasValue(1);
  }

  @Test
  void an_alert_of_another_partition_that_had_arrived_need_not_look_again_either() {
    lookFor(0, 5);
    lookFor(1, 9);
    assertThat(cluster.reads).hasValue(1);
  }

  @Test
  void an_alert_that_came_after_the_look_looks_for_itself() {
    lookFor(0, 5);
    lookFor(0, 100);
    assertThat(cluster.reads).hasValue(2);
  }

  @Test
  void an_alert_of_a_partition_of_which_nothing_was_known_looks_for_itself() {
    lookFor(0, 5);
    lookFor(2, 0);
    assertThat(cluster.reads).hasValue(2);
  }

  @Test
  void a_look_is_not_shared_for_ever() {
    lookFor(0, 5);
    now = now.plus(SharedLooks.MAX_AGE);
    lookFor(0, 6);
    assertThat(cluster.reads).hasValue(2);
  }

  @Test
  void other_workloads_are_looked_at_for_themselves() {
    lookFor(0, 5);
    var _ =
        looks
            .of(new Place(0, 6, () -> ARRIVED))
            .look(List.of(BACKEND, deployment("production", "frontend")));
    assertThat(cluster.reads).hasValue(2);
  }

  @Test
  void what_could_not_be_read_is_tried_again_for_the_next_record() {
    cluster.unreadable(BACKEND);
    lookFor(0, 5);
    lookFor(0, 6);
    assertThat(cluster.reads).hasValue(2);
  }

  @Test
  void what_could_not_be_read_is_told_to_all_alerts_of_the_record() {
    cluster.unreadable(BACKEND);
    lookFor(0, 5);
    lookFor(0, 5);
    assertThat(cluster.reads).hasValue(1);
  }

  @Test
  void what_could_not_be_read_is_asked_again_when_the_record_is_given_again() {
    cluster.unreadable(BACKEND);
    lookFor(0, 5);
    now = now.plus(SharedLooks.IN_VAIN_MAX_AGE);
    lookFor(0, 5);
    assertThat(cluster.reads).hasValue(2);
  }

  @Test
  void whose_a_pod_is_is_shared_as_well() {
    ownerFor(5);
    ownerFor(6);
    assertThat(cluster.reads).hasValue(1);
  }

  private void ownerFor(long offset) {
    var _ = looks.of(new Place(0, offset, () -> ARRIVED)).ownerOf("production", "backend-7f9c-x1");
  }

  private void lookFor(int partition, long offset) {
    look(looks.of(new Place(partition, offset, () -> ARRIVED)));
  }

  private static void look(ClusterView view) {
    assertThat(view.look(List.of(BACKEND))).hasSize(1);
  }
}
