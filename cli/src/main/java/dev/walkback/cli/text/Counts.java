package dev.walkback.cli.text;

/** Numbers of things. */
public final class Counts {

  private Counts() {}

  /** {@code 1 problem}, {@code 2 problems}, {@code 1 policy}, {@code 0 policies}. */
  public static String of(long number, String thing) {
    if (number == 1) {
      return "1 " + thing;
    }
    return number
        + " "
        + (thing.endsWith("y") ? thing.substring(0, thing.length() - 1) + "ies" : thing + "s");
  }
}
