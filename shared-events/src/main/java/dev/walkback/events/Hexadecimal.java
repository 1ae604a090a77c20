package dev.walkback.events;

/** Whether text is what it must be, without a regular expression: states are full of digests. */
final class Hexadecimal {

  private Hexadecimal() {}

  /** Whether it is these words and then so many lower-case hexadecimal digits, and nothing more. */
  static boolean follows(String text, String words, int digits) {
    if (text.length() != words.length() + digits || !text.startsWith(words)) {
      return false;
    }
    for (int i = words.length(); i < text.length(); i++) {
      char digit = text.charAt(i);
      boolean fits = (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
      if (!fits) {
        return false;
      }
    }
    return true;
  }
}
