package dev.walkback.sandbox.kubelet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one container printed, in its present life and in the one before. */
public final class Logs {

  private static final int MAX_LINES = 1_000;

  private List<String> current = new ArrayList<>();
  private @Nullable List<String> previous;

  synchronized void print(String line) {
    if (current.size() < MAX_LINES) {
      current.add(line);
    }
  }

  synchronized void startNewLife() {
    previous = current;
    current = new ArrayList<>();
  }

  public synchronized List<String> current() {
    return List.copyOf(current);
  }

  /** Empty until the container has been restarted. */
  public synchronized Optional<List<String>> previous() {
    return Optional.ofNullable(previous).map(List::copyOf);
  }
}
