package dev.walkback.chassis;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The moments at which a process may be made to die, as if its machine lost power: at the
 * boundaries of each event, where work could be lost or done twice. All of them are here. None does
 * anything unless the JVM was started with {@code -Dwalkback.halt-at=NAME} or {@code NAME:N} (at
 * the N-th time), which no configuration of the services can do.
 */
public enum Failpoint {
  /** A record is there, and nothing was done about it. */
  RECEIVED,
  /** Something is to be said on a topic. */
  BEFORE_PRODUCE,
  /** The broker has it. */
  AFTER_PRODUCE,
  /** Work is done, and its offsets, or its transaction, are not committed. */
  BEFORE_COMMIT,
  /** They are. */
  AFTER_COMMIT,
  /** A workload is about to be patched. */
  BEFORE_PATCH,
  /** The API server has answered, and nobody knows. */
  AFTER_PATCH,
  /** A wedged pod is about to be deleted. */
  BEFORE_DELETE,
  /** The API server has answered, and nobody knows. */
  AFTER_DELETE,
  /** The chat is about to be told something. */
  BEFORE_POST,
  /** The chat has answered, and nobody knows. */
  AFTER_POST;

  /** The system property that names one. */
  public static final String PROPERTY = "walkback.halt-at";

  private static final Logger LOG = LoggerFactory.getLogger(Failpoint.class);
  private static final int AS_IF_KILLED = 137;
  private static final Optional<Halt> HALT =
      Optional.ofNullable(System.getProperty(PROPERTY)).map(Halt::parse);

  /** Ends this JVM at once, without a goodbye, if it was started to die here. */
  public void reach() {
    if (HALT.isPresent() && HALT.get().isNow(this)) {
      LOG.warn("halted at failpoint={}", title());
      Runtime.getRuntime().halt(AS_IF_KILLED);
    }
  }

  /** Whether this JVM was started to die at some failpoint. */
  public static boolean isAnySet() {
    return HALT.isPresent();
  }

  /** As it is written in the property. */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Where to halt, and how often that moment has to come until then. */
  record Halt(Failpoint at, int times, AtomicInteger passed) {

    /** Reads {@code NAME} or {@code NAME:N}; refuses what names no failpoint. */
    static Halt parse(String text) {
      int colon = text.indexOf(':');
      String name = colon < 0 ? text : text.substring(0, colon);
      String times = colon < 0 ? "1" : text.substring(colon + 1);
      Failpoint at =
          Arrays.stream(values())
              .filter(point -> point.title().equals(name) && times.matches("[1-9]\\d{0,5}"))
              .findFirst()
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "Expected %s as NAME or NAME:N with one of %s, but found '%s'"
                          .formatted(
                              PROPERTY,
                              Arrays.stream(values()).map(Failpoint::title).toList(),
                              text)));
      return new Halt(at, Integer.parseInt(times), new AtomicInteger());
    }

    boolean isNow(Failpoint reached) {
      return reached == at && passed.incrementAndGet() == times;
    }
  }
}
