package dev.walkback.standalone;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tells what keeps the services from being ready, each time that this changes. */
final class ReadinessWatch {

  private final Supplier<Map<String, String>> problems;
  private final Consumer<String> out;
  private Map<String, String> told = Map.of();

  /**
   * @param problems what is wrong, by what it concerns
   */
  ReadinessWatch(Supplier<Map<String, String>> problems, Consumer<String> out) {
    this.problems = problems;
    this.out = out;
  }

  /** Whether all are ready, after telling what is new about it. */
  boolean look() {
    Map<String, String> now = problems.get();
    now.forEach((what, problem) -> {
      if (!told.containsKey(what)) {
        out.accept("NOT READY, %s: %s".formatted(what, problem));
      }
    });
    if (now.isEmpty() && !told.isEmpty()) {
      out.accept("ready again");
    }
    told = now;
    return now.isEmpty();
  }
}
