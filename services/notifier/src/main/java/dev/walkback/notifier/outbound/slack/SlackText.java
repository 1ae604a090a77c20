package dev.walkback.notifier.outbound.slack;

/** Plain text in Slack's notation, harmless and within Slack's limits. */
final class SlackText {

  static final int MAX_HEADER = 150;
  static final int MAX_SECTION = 3000;
  static final int MAX_FIELD = 2000;
  static final int MAX_TEXT = 3000;

  /** Zero-width: shows nothing, but what follows an at sign is no mention any more. */
  private static final String BREAK = "\u200B";

  private SlackText() {}

  /**
   * Escapes the three characters that Slack gives a meaning, so that no text can make a link or
   * call people, and breaks up what a lenient client might still take for a call to everyone.
   */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("(?i)@(?=channel|here|everyone)", "@" + BREAK);
  }

  /** At most so many characters, never half an escape or half a character. */
  static String capped(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = max - 1;
    int escape = text.lastIndexOf('&', end - 1);
    if (escape >= 0 && escape > end - 6 && text.indexOf(';', escape) >= end) {
      end = escape;
    }
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + "…";
  }
}
