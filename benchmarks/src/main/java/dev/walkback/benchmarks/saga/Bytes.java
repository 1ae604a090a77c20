package dev.walkback.benchmarks.saga;

import java.nio.charset.StandardCharsets;

/** Looks for text in JSON that is not parsed, because the load must cost less than the engine. */
final class Bytes {

  private Bytes() {}

  static byte[] of(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Where a part begins, or -1. */
  static int find(byte[] whole, byte[] part, int from) {
    int last = whole.length - part.length;
    for (int at = from; at <= last; at++) {
      if (whole[at] == part[0] && matches(whole, part, at)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean matches(byte[] whole, byte[] part, int at) {
    for (int i = 1; i < part.length; i++) {
      if (whole[at + i] != part[i]) {
        return false;
      }
    }
    return true;
  }

  /** The text of a field of a JSON object, up to its closing quote. */
  static String field(byte[] json, byte[] name) {
    int at = find(json, name, 0);
    if (at < 0) {
      throw new IllegalArgumentException(
          "Expected the field %s, but found %s"
              .formatted(text(name), text(json).substring(0, Math.min(300, json.length))));
    }
    int begin = at + name.length;
    int end = begin;
    while (json[end] != '"') {
      end++;
    }
    return new String(json, begin, end - begin, StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
