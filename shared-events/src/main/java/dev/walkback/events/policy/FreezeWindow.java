package dev.walkback.events.policy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A time of the week in which the machine does not act by itself. Where {@code to} is not after
 * {@code from}, it goes on into the next day. Wall-clock time of its zone: in the night of a change
 * it is an hour shorter or longer.
 *
 * @param days on which it begins
 * @param reason for people
 */
public record FreezeWindow(
    Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone, String reason) {

  public FreezeWindow {
    if (days.isEmpty()) {
      throw new IllegalArgumentException("Expected a freeze window with a day, but it has none");
    }
    // In the order of the week, so that equal windows are equal bytes.
    days = Collections.unmodifiableSet(EnumSet.copyOf(days));
  }

  /** Whether it is in force at this moment. */
  public boolean covers(Instant now) {
    ZonedDateTime local = now.atZone(zone);
    LocalTime time = local.toLocalTime();
    boolean beganToday = days.contains(local.getDayOfWeek()) && !time.isBefore(from);
    if (from.isBefore(to)) {
      return beganToday && time.isBefore(to);
    }
    boolean beganYesterday = days.contains(local.getDayOfWeek().minus(1)) && time.isBefore(to);
    return beganToday || beganYesterday;
  }
}
