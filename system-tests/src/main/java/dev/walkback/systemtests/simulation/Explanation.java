package dev.walkback.systemtests.simulation;

import dev.walkback.systemtests.simulation.Play.Ending;
import dev.walkback.systemtests.simulation.Tally.Failure;
import dev.walkback.systemtests.simulation.invariants.Invariants.Violation;
import dev.walkback.systemtests.simulation.script.Playwright;
import dev.walkback.systemtests.simulation.script.Script;
import dev.walkback.systemtests.simulation.services.Machinery;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Tells why a history failed: the invariant, what happened in order, and how to see it again. */
final class Explanation {

  private final PrintStream out;

  private final Supplier<Machinery> machinery;

  Explanation(PrintStream out, Supplier<Machinery> machinery) {
    this.out = out;
    this.machinery = machinery;
  }

  void shrinkAndExplain(Failure failure) {
    Script script = Playwright.write(failure.seed());
    List<Integer> needed = new Shrinker(script, machinery, failure.invariant()).shrink();
    out.printf(
        "%nSeed %d: %d of %d happenings are enough.%n",
        failure.seed(), needed.size(), script.happenings().size());
    boolean _ = explain(script.only(needed), needed);
  }

  /** Whether every invariant held. */
  boolean explain(Script script, List<Integer> positions) {
    Ending ending = Play.of(script, machinery.get(), true, new Coverage());
    out.println();
    script.policies().forEach(policy -> out.println("policy    " + policy));
    script.workloads().forEach(workload -> out.println("workload  " + workload));
    script.happenings().forEach(happening -> out.println("happens   " + happening));
    out.println();
    ending.trace().forEach(out::println);
    out.println();
    if (ending.violation().isEmpty()) {
      out.println("Every invariant held.");
      return true;
    }
    Violation violation = ending.violation().get();
    out.printf(
        "VIOLATED: %s (%s)%n  %s%n", violation.invariant(), violation.sentence(), violation.what());
    out.printf(
        "To see it again: system-tests/simulate --seed %d --only %s%n",
        script.seed(), positions.stream().map(String::valueOf).collect(Collectors.joining(",")));
    return false;
  }
}
