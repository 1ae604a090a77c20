package dev.walkback.cli.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as a tired reader takes them in. */
public final class Times {

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private Times() {}

  /** {@code 0.4 s}, {@code 12 s}, {@code 4 min 05 s}, {@code 3 h 10 min}, {@code 2 d 4 h}. */
  public static String length(Duration duration) {
    Duration positive = duration.isNegative() ? Duration.ZERO : duration;
    long seconds = positive.toSeconds();
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.1f s", Math.floor(positive.toMillis() / 100.0) / 10);
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
    }
    return positive.toHours() < 48
        ? String.format(Locale.ROOT, "%d h %02d min", positive.toHours(), positive.toMinutesPart())
        : positive.toDays() + " d " + positive.toHoursPart() + " h";
  }

  /** Time of day in the given zone. */
  public static String clock(Instant at, ZoneId zone) {
    return CLOCK.format(at.atZone(zone));
  }
}
