package dev.walkback.detector.core;

/** Text of others, cut to a length that fits. */
final class Text {

  private Text() {}

  static String shortened(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }
}
