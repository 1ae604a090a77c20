package dev.walkback.notifier.core;

import java.util.List;

/**
 * A labelled fact. The lines are plain text, perhaps from outside: whoever shows them escapes them.
 */
public record Fact(String label, List<String> lines) {

  public Fact {
    lines = List.copyOf(lines);
  }

  public static Fact of(String label, String line) {
    return new Fact(label, List.of(line));
  }
}
