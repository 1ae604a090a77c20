package dev.walkback.events.codec;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Moments as {@link Instant#toString()} writes them, without its formatter: records and states are
 * full of them. A module for a mapper whose moments are text.
 */
public final class InstantText extends SimpleModule {

  private static final int SECONDS_PER_DAY = 86_400;

  /** The end of the year 9999; later, and before 1970, the formatter may do it. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private static final int LONGEST = "2026-11-24T12:00:00.123456789Z".length();

  public InstantText() {
    super("instant text");
    addSerializer(Instant.class, new Writer());
  }

  static String of(Instant at) {
    long second = at.getEpochSecond();
    if (second < 0 || second > LAST_SECOND) {
      return at.toString();
    }
    byte[] text = new byte[LONGEST];
    int length = write(text, second, at.getNano());
    return new String(text, 0, length, StandardCharsets.ISO_8859_1);
  }

  private static int write(byte[] text, long second, int nano) {
    LocalDate day = LocalDate.ofEpochDay(second / SECONDS_PER_DAY);
    int ofDay = (int) (second % SECONDS_PER_DAY);
    int at = digits(text, 0, day.getYear(), 4, '-');
    at = digits(text, at, day.getMonthValue(), 2, '-');
    at = digits(text, at, day.getDayOfMonth(), 2, 'T');
    at = digits(text, at, ofDay / 3_600, 2, ':');
    at = digits(text, at, ofDay / 60 % 60, 2, ':');
    if (nano == 0) {
      return digits(text, at, ofDay % 60, 2, 'Z');
    }
    at = digits(text, at, ofDay % 60, 2, '.');
    if (nano % 1_000_000 == 0) {
      return digits(text, at, nano / 1_000_000, 3, 'Z');
    }
    return nano % 1_000 == 0
        ? digits(text, at, nano / 1_000, 6, 'Z')
        : digits(text, at, nano, 9, 'Z');
  }

  /** A number with so many digits, and what follows it; where it goes on. */
  private static int digits(byte[] text, int at, int number, int count, char then) {
    int rest = number;
    for (int i = at + count - 1; i >= at; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    text[at + count] = (byte) then;
    return at + count + 1;
  }

  private static final class Writer extends ValueSerializer<Instant> {

    @Override
    public void serialize(Instant at, JsonGenerator out, SerializationContext context) {
      out.writeString(of(at));
    }
  }
}
