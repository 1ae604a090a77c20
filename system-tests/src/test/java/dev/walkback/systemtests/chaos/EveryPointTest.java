package dev.walkback.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.chassis.Failpoint;
import dev.walkback.systemtests.chaos.EveryPoint.Place;
import dev.walkback.systemtests.process.Service;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EveryPointTest {

  private static final int REPEATS = 2;

  private final EveryPoint points = new EveryPoint(7, REPEATS, 1);

  @ParameterizedTest
  @EnumSource(value = Service.class, names = "GATEWAY", mode = EnumSource.Mode.EXCLUDE)
  void whoever_dies_where_it_is_told_has_met_each_failpoint_within_a_few_rounds(Service service) {
    for (int round = 1; round <= 5; round++) {
      points.begin(round);
      die(service, 10);
    }

    assertThat(points.missing()).noneMatch(place -> place.service() == service);
  }

  @Test
  void nobody_is_told_a_failpoint_that_was_met_often_enough() {
    IntStream.range(0, REPEATS)
        .forEach(_ -> points.died(Service.VERIFIER, Failpoint.AFTER_PRODUCE));

    List<String> told =
        IntStream.range(0, 20)
            .mapToObj(round -> {
              points.begin(round);
              return at(points.told(Service.VERIFIER));
            })
            .toList();

    assertThat(told).isNotEmpty().doesNotContain("after-produce");
  }

  @Test
  void a_failpoint_that_a_life_did_not_come_to_is_told_again() {
    for (int round = 1; round <= 5; round++) {
      points.begin(round);
      die(Service.NOTIFIER, 10, "after-post");
    }
    points.begin(6);

    assertThat(at(points.told(Service.NOTIFIER))).isEqualTo("after-post");
  }

  @Test
  void a_service_dies_so_often_in_a_round_and_then_lives() {
    List<Boolean> told =
        IntStream.range(0, 7).mapToObj(_ -> !points.told(Service.DETECTOR).isEmpty()).toList();

    assertThat(told).containsExactly(true, true, true, true, true, false, false);
  }

  @Test
  void what_comes_to_one_instance_only_is_told_to_all_once_the_rest_is_met() {
    var two = new EveryPoint(7, 1, 2);
    Fates.of(Service.EXECUTOR).stream()
        .filter(at -> at != Failpoint.AFTER_DELETE)
        .forEach(at -> two.died(Service.EXECUTOR, at));

    assertThat(at(two.told(Service.EXECUTOR)))
        .isEqualTo(at(two.told(Service.EXECUTOR)))
        .isEqualTo("after-delete");
  }

  @Test
  void at_rest_everybody_lives() {
    points.rest();

    assertThat(points.told(Service.EXECUTOR)).isEmpty();
  }

  @Test
  void only_the_executor_writes_and_only_the_notifier_posts() {
    assertThat(points.missing())
        .contains(new Place(Service.EXECUTOR, Failpoint.AFTER_DELETE))
        .contains(new Place(Service.NOTIFIER, Failpoint.BEFORE_POST))
        .doesNotContain(new Place(Service.VERIFIER, Failpoint.BEFORE_PATCH))
        .doesNotContain(new Place(Service.EXECUTOR, Failpoint.BEFORE_POST));
  }

  @Test
  void the_table_names_what_was_not_met() {
    var text = new StringWriter();

    points.print(new PrintWriter(text));

    assertThat(text.toString()).contains("NOT MET 2 times").contains("notifier after-post");
  }

  private void die(Service service, int lives, String... spared) {
    for (int life = 0; life < lives; life++) {
      Map<String, String> told = points.told(service);
      if (!told.isEmpty() && !List.of(spared).contains(at(told))) {
        points.died(service, failpoint(at(told)));
      }
    }
  }

  private static String at(Map<String, String> told) {
    return told.values().iterator().next().replaceAll(":.*", "");
  }

  private static Failpoint failpoint(String title) {
    return List.of(Failpoint.values()).stream()
        .filter(point -> point.title().equals(title))
        .findFirst()
        .orElseThrow();
  }
}
