package dev.walkback.systemtests.simulation;

import dev.walkback.systemtests.simulation.script.Script;
import dev.walkback.systemtests.simulation.services.Machinery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Leaves out of a failing script whatever is not needed for failing the same way. */
final class Shrinker {

  private final Script script;
  private final Supplier<Machinery> machinery;
  private final String invariant;

  Shrinker(Script script, Supplier<Machinery> machinery, String invariant) {
    this.script = script;
    this.machinery = machinery;
    this.invariant = invariant;
  }

  /** The positions of the happenings that are needed. */
  List<Integer> shrink() {
    List<Integer> kept =
        new ArrayList<>(IntStream.range(0, script.happenings().size()).boxed().toList());
    boolean shorter = true;
    while (shorter) {
      shorter = false;
      for (int size = Math.max(1, kept.size() / 2); size >= 1; size /= 2) {
        shorter |= dropEach(kept, size);
      }
    }
    return kept;
  }

  private boolean dropEach(List<Integer> kept, int size) {
    boolean shorter = false;
    for (int from = 0; from < kept.size(); ) {
      List<Integer> fewer = new ArrayList<>(kept);
      fewer.subList(from, Math.min(from + size, kept.size())).clear();
      if (fails(fewer)) {
        kept.clear();
        kept.addAll(fewer);
        shorter = true;
      } else {
        from += size;
      }
    }
    return shorter;
  }

  private boolean fails(List<Integer> positions) {
    Optional<String> broken =
        Play.of(script.only(positions), machinery.get(), false, new Coverage())
            .violation()
            .map(violation -> violation.invariant());
    return broken.filter(invariant::equals).isPresent();
  }
}
