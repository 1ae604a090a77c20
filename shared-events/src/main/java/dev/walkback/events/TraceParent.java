package dev.walkback.events;

import java.util.Optional;
import java.util.regex.Pattern;

/** A W3C trace context, version 00: {@code 00-<trace id>-<span id>-<flags>}. */
public record TraceParent(String traceId, String spanId, String flags) {

  private static final Pattern FORM =
      Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

  /** Empty for anything that is not a valid header: a broken trace must never break a rollback. */
  public static Optional<TraceParent> parse(String text) {
    var matcher = FORM.matcher(text);
    if (!matcher.matches()
        || matcher.group(1).matches("0{32}")
        || matcher.group(2).matches("0{16}")) {
      return Optional.empty();
    }
    return Optional.of(new TraceParent(matcher.group(1), matcher.group(2), matcher.group(3)));
  }

  /** The root of a new trace, derived from what began it: equal inputs make equal traces. */
  public static TraceParent derivedFrom(String seed) {
    String hex = hex(seed);
    return new TraceParent(hex.substring(0, 32), hex.substring(32, 48), "01");
  }

  /** A span below this one, derived from what it is for. */
  public TraceParent child(String seed) {
    return new TraceParent(traceId, hex(spanId + seed).substring(0, 16), flags);
  }

  private static String hex(String seed) {
    return ContentDigest.of(seed).value().substring("sha256:".length());
  }

  @Override
  public String toString() {
    return "00-" + traceId + "-" + spanId + "-" + flags;
  }
}
