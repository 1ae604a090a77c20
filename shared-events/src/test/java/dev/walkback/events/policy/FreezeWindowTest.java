package dev.walkback.events.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreezeWindowTest {

  private static final String BERLIN = "Europe/Berlin";

  @ParameterizedTest
  @CsvSource({ // 2026-11-27 is a Friday
    "2026-11-27T08:59:59Z, false",
    "2026-11-27T09:00:00Z, true",
    "2026-11-27T16:59:59Z, true",
    "2026-11-27T17:00:00Z, false",
    "2026-11-26T12:00:00Z, false",
    "2026-11-28T12:00:00Z, false"
  })
  void a_window_begins_at_its_first_moment_and_ends_before_its_last(Instant at, boolean covered) {
    var window = window("UTC", "09:00", "17:00", DayOfWeek.FRIDAY);

    assertThat(window.covers(at)).isEqualTo(covered);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-27T05:00:00Z, false",
    "2026-11-27T21:59:59Z, false",
    "2026-11-27T22:00:00Z, true",
    "2026-11-28T00:00:00Z, true",
    "2026-11-28T06:29:59Z, true",
    "2026-11-28T06:30:00Z, false",
    "2026-11-28T22:30:00Z, false"
  })
  void a_window_over_midnight_belongs_to_the_day_on_which_it_begins(Instant at, boolean covered) {
    var window = window("UTC", "22:00", "06:30", DayOfWeek.FRIDAY);

    assertThat(window.covers(at)).isEqualTo(covered);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-29T23:59:59Z, true",
    "2026-11-30T00:00:00Z, false",
    "2026-11-28T23:59:59Z, false",
    "2026-11-29T00:00:00Z, true"
  })
  void a_window_from_midnight_to_midnight_is_its_whole_day(Instant at, boolean covered) {
    var window = window("UTC", "00:00", "00:00", DayOfWeek.SUNDAY);

    assertThat(window.covers(at)).isEqualTo(covered);
  }

  @ParameterizedTest
  @CsvSource({ // New York is five hours behind
    "2026-11-27T13:59:59Z, false",
    "2026-11-27T14:00:00Z, true",
    "2026-11-27T21:59:59Z, true",
    "2026-11-27T22:00:00Z, false"
  })
  void the_clock_is_that_of_the_zone(Instant at, boolean covered) {
    var window = window("America/New_York", "09:00", "17:00", DayOfWeek.FRIDAY);

    assertThat(window.covers(at)).isEqualTo(covered);
  }

  @Test
  void the_day_is_that_of_the_zone() {
    var window = window("Asia/Tokyo", "00:00", "06:00", DayOfWeek.SATURDAY);

    assertThat(window.covers(Instant.parse("2026-11-27T16:00:00Z"))).isTrue();
    assertThat(window.covers(Instant.parse("2026-11-28T16:00:00Z"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({ // at 03:00 on 2026-10-25 the clocks go back to 02:00
    "2026-10-24T23:59:59Z, false",
    "2026-10-25T00:30:00Z, true",
    "2026-10-25T01:30:00Z, true",
    "2026-10-25T02:00:00Z, false"
  })
  void in_the_night_that_has_an_hour_twice_both_are_covered(Instant at, boolean covered) {
    assertThat(window(BERLIN, "02:00", "03:00", DayOfWeek.SUNDAY).covers(at)).isEqualTo(covered);
  }

  @ParameterizedTest
  @CsvSource({ // at 02:00 on 2026-03-29 the clocks go on to 03:00
    "2026-03-29T00:59:59Z, true, false",
    "2026-03-29T01:00:00Z, true, false",
    "2026-03-29T01:30:00Z, true, false",
    "2026-03-29T02:00:00Z, false, false"
  })
  void in_the_night_that_lacks_an_hour_a_window_within_it_never_comes(
      Instant at, boolean night, boolean hour) {
    assertThat(window(BERLIN, "01:00", "04:00", DayOfWeek.SUNDAY).covers(at)).isEqualTo(night);
    assertThat(window(BERLIN, "02:00", "03:00", DayOfWeek.SUNDAY).covers(at)).isEqualTo(hour);
  }

  @Test
  void its_days_come_in_the_order_of_the_week_so_that_equal_windows_are_equal_bytes() {
    Set<DayOfWeek> backwards =
        new LinkedHashSet<>(List.copyOf(EnumSet.allOf(DayOfWeek.class)).reversed());

    assertThat(window("UTC", "00:00", "00:00", backwards).days())
        .containsExactly(DayOfWeek.values());
  }

  @Test
  void a_window_needs_a_day() {
    assertThatThrownBy(() -> window("UTC", "00:00", "00:00", Set.of()))
        .hasMessageContaining("Expected a freeze window with a day");
  }

  private static FreezeWindow window(String zone, String from, String to, DayOfWeek day) {
    return window(zone, from, to, Set.of(day));
  }

  private static FreezeWindow window(String zone, String from, String to, Set<DayOfWeek> days) {
    return new FreezeWindow(
        days, LocalTime.parse(from), LocalTime.parse(to), ZoneId.of(zone), "the sale");
  }
}
