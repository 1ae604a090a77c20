package dev.walkback.cli.text;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Guesses what was meant. */
public final class Spelling {

  private Spelling() {}

  /** The known words that are nearest to what was written, in their order; none if none is near. */
  public static List<String> closest(String written, Collection<String> known) {
    int limit = Math.max(1, written.length() / 3);
    int least =
        known.stream().mapToInt(word -> distance(lower(written), lower(word))).min().orElse(limit);
    return least > limit
        ? List.of()
        : known.stream()
            .filter(word -> distance(lower(written), lower(word)) == least)
            .sorted()
            .toList();
  }

  /** What to add to a message: {@code ; did you mean 'soak'?}, or nothing if nothing is near. */
  public static String guess(String written, Collection<String> known) {
    List<String> near = closest(written, known);
    return near.isEmpty() ? "" : "; did you mean '" + String.join("' or '", near) + "'?";
  }

  /** How many letters must be put in, taken out, changed or swapped with their neighbour. */
  static int distance(String left, String right) {
    int[][] cost = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      for (int j = 0; j <= right.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, left, right, i, j);
      }
    }
    return cost[left.length()][right.length()];
  }

  private static int step(int[][] cost, String left, String right, int i, int j) {
    int same = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
    int best = Math.min(cost[i - 1][j - 1] + same, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1
            && j > 1
            && left.charAt(i - 1) == right.charAt(j - 2)
            && left.charAt(i - 2) == right.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
