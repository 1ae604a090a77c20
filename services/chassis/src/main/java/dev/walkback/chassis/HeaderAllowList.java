package dev.walkback.chassis;

import java.util.Locale;
import java.util.Set;

/**
 * Which headers Walkback reads, and how much of them. Headers are bytes and stay bytes: a header
 * that names a type to be built from it is how one small record stops a whole consumer.
 */
public final class HeaderAllowList {

  /** Headers after this many are not looked at. */
  public static final int MAX_HEADERS = 64;

  /** A longer value is not a header of ours. */
  public static final int MAX_VALUE_BYTES = 4 * 1024;

  private static final Set<String> NAMES = Set.of("content-type", "traceparent", "tracestate");

  private HeaderAllowList() {}

  public static boolean admits(String name, byte[] value) {
    return value.length <= MAX_VALUE_BYTES && admits(name);
  }

  public static boolean admits(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith("ce_") || lower.startsWith("walkback-") || NAMES.contains(lower);
  }
}
