package dev.walkback.sandbox.kubelet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one container printed, in its present life and in the one before. */
public final class Logs {

  private static final int MAX_LINES = 1_000;

  /** One line, and when it was printed. */
  public record Line(Instant at, String text) {}

  private List<Line> current = new ArrayList<>();
  private @Nullable List<Line> previous;

  synchronized void print(Instant at, String text) {
    if (current.size() < MAX_LINES) {
      current.add(new Line(at, text));
    }
  }

  synchronized void startNewLife() {
    previous = current;
    current = new ArrayList<>();
  }

  public synchronized List<Line> current() {
    return List.copyOf(current);
  }

  /** Empty until the container has been restarted. */
  public synchronized Optional<List<Line>> previous() {
    return Optional.ofNullable(previous).map(List::copyOf);
  }
}
