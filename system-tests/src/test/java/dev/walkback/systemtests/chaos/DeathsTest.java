package dev.walkback.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.chassis.Failpoint;
import dev.walkback.systemtests.process.Service;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeathsTest {

  @ParameterizedTest
  @EnumSource(Service.class)
  void each_failpoint_has_its_turn_before_any_comes_again(Service service) {
    var deaths = new Deaths(7, 1);
    int all = Fates.of(service).size();

    List<Failpoint> first = Stream.generate(() -> deaths.next(service).at()).limit(all).toList();

    assertThat(first).containsExactlyInAnyOrderElementsOf(Fates.of(service));
  }

  @Test
  void the_same_seed_chooses_the_same_deaths() {
    var one = new Deaths(7, 1);
    var other = new Deaths(7, 1);

    assertThat(Stream.generate(() -> one.next(Service.EXECUTOR)).limit(20).toList())
        .isEqualTo(Stream.generate(() -> other.next(Service.EXECUTOR)).limit(20).toList());
  }

  @Test
  void whoever_has_died_often_enough_in_a_round_lives() {
    var deaths = new Deaths(7, 2);

    List<Boolean> told =
        Stream.generate(() -> !deaths.told(Service.ORCHESTRATOR).isEmpty()).limit(6).toList();

    assertThat(told).containsExactly(true, true, true, true, false, false);
  }

  @Test
  void a_death_is_told_to_a_JVM_as_the_failpoints_read_it() {
    var death = new Fates.Death(Failpoint.AFTER_PATCH, 2);

    assertThat(death.property()).containsEntry("walkback.halt-at", "after-patch:2");
  }
}
