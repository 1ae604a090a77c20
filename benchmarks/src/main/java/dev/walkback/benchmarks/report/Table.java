package dev.walkback.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** A table of text: the first column to the left, all others to the right. */
public final class Table {

  private final List<String[]> rows = new ArrayList<>();

  public Table(String... head) {
    rows.add(head);
  }

  public void row(String first, String... others) {
    String[] row = new String[others.length + 1];
    row[0] = first;
    System.arraycopy(others, 0, row, 1, others.length);
    rows.add(row);
  }

  List<String> lines() {
    int columns = rows.stream().mapToInt(row -> row.length).max().orElse(0);
    int[] widths = new int[columns];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    List<String> lines = new ArrayList<>(rows.stream().map(row -> line(row, widths)).toList());
    lines.add(1, "-".repeat(lines.getFirst().length()));
    return lines;
  }

  private static String line(String[] row, int[] widths) {
    var line = new StringBuilder("  ");
    for (int i = 0; i < row.length; i++) {
      String pad = " ".repeat(widths[i] - row[i].length());
      line.append(i == 0 ? row[i] + pad : "  " + pad + row[i]);
    }
    return line.toString();
  }
}
