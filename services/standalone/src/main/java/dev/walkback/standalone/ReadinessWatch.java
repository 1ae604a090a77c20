package dev.walkback.standalone;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tells what keeps Walkback from working: when it begins, and when all is well again. */
final class ReadinessWatch {

  private final Supplier<Map<String, String>> problems;
  private final Consumer<String> out;
  private Map<String, String> told = Map.of();

  /**
   * @param problems what is wrong now, by what it concerns
   */
  ReadinessWatch(Supplier<Map<String, String>> problems, Consumer<String> out) {
    this.problems = problems;
    this.out = out;
  }

  /** Looks; what was told before is not told again. */
  void look() {
    var now = new LinkedHashMap<>(problems.get());
    now.forEach((what, problem) -> {
      if (!told.containsKey(what)) {
        out.accept("NOT READY  %s: %s".formatted(what, problem));
      }
    });
    if (now.isEmpty() && !told.isEmpty()) {
      out.accept("READY  nothing is missing any more");
    }
    told = now;
  }
}
