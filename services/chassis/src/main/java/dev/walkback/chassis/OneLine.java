package dev.walkback.chassis;

/** Text from outside, made fit for a log line or a header: no control characters, and not long. */
public final class OneLine {

  static final int MAX_CHARS = 1_000;

  private OneLine() {}

  public static String of(String text) {
    String capped = text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS) + "…";
    return capped.replaceAll("\\p{Cntrl}+", " ");
  }
}
