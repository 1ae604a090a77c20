package dev.walkback.executor.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.executor.core.WedgedPods.Next;
import dev.walkback.executor.core.WedgedPods.SetState;
import java.util.List;
import org.junit.jupiter.api.Test;

class WedgedPodsTest {

  private static final SetState ROLLING = new SetState(true, "db-good", 0, 3, false);
  private static final SetState ON_DELETE = new SetState(true, "db-good", 0, 3, true);

  @Test
  void broken_pods_of_another_revision_go_highest_ordinal_first() {
    PodState wedged = broken("db-2");
    PodState alsoWedged = broken("db-10");

    assertThat(WedgedPods.next(ROLLING, List.of(healthy("db-0"), wedged, alsoWedged)))
        .isEqualTo(new Next.Delete(List.of(alsoWedged, wedged)));
  }

  @Test
  void healthy_pods_are_left_to_the_controller() {
    assertThat(WedgedPods.next(ROLLING, List.of(old("db-0"), old("db-1"))))
        .isEqualTo(new Next.Done());
  }

  @Test
  void a_pod_that_is_ready_between_two_crashes_is_wedged_all_the_same() {
    var flapping = new PodState("db-1", "u", true, false, "db-bad", true);

    assertThat(WedgedPods.next(ROLLING, List.of(old("db-0"), flapping)))
        .isEqualTo(new Next.Delete(List.of(flapping)));
  }

  @Test
  void a_pod_of_the_target_that_is_still_starting_is_left_alone() {
    var starting = new PodState("db-2", "u", false, false, "db-good");

    assertThat(WedgedPods.next(ROLLING, List.of(starting))).isEqualTo(new Next.Done());
  }

  @Test
  void nothing_is_deleted_before_the_controller_knows_the_target() {
    var unseen = new SetState(false, "db-bad", 0, 3, false);

    assertThat(WedgedPods.next(unseen, List.of(broken("db-2")))).isInstanceOf(Next.Wait.class);
  }

  @Test
  void pods_below_the_partition_would_come_back_the_same_so_they_stay() {
    var canary = new SetState(true, "db-good", 2, 3, false);

    assertThat(WedgedPods.next(canary, List.of(broken("db-0"), broken("db-1"))))
        .isEqualTo(new Next.Done());
  }

  @Test
  void a_pod_that_is_going_already_is_not_deleted_again() {
    var going = new PodState("db-2", "u", false, true, "db-bad");

    assertThat(WedgedPods.next(ROLLING, List.of(going))).isEqualTo(new Next.Done());
  }

  @Test
  void with_on_delete_old_pods_go_one_at_a_time() {
    assertThat(WedgedPods.next(ON_DELETE, List.of(old("db-0"), old("db-1"), healthy("db-2"))))
        .isEqualTo(new Next.Delete(List.of(old("db-1"))));
  }

  @Test
  void with_on_delete_the_next_pod_waits_for_the_one_before() {
    assertThat(WedgedPods.next(ON_DELETE, List.of(old("db-0"), old("db-1"))))
        .isInstanceOf(Next.Wait.class);
  }

  @Test
  void with_on_delete_it_ends_when_none_is_old() {
    assertThat(WedgedPods.next(ON_DELETE, List.of(healthy("db-0")))).isEqualTo(new Next.Done());
  }

  private static PodState broken(String name) {
    return new PodState(name, "uid-" + name, false, false, "db-bad");
  }

  private static PodState old(String name) {
    return new PodState(name, "uid-" + name, true, false, "db-bad");
  }

  private static PodState healthy(String name) {
    return new PodState(name, "uid-" + name, true, false, "db-good");
  }
}
