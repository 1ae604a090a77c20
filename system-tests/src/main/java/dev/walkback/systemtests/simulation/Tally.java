package dev.walkback.systemtests.simulation;

import dev.walkback.systemtests.simulation.Play.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What many histories came to. */
public final class Tally {

  private final Coverage coverage = new Coverage();
  private final Map<String, Long> faults = new TreeMap<>();
  private final List<Failure> failures = new ArrayList<>();
  private long histories;
  private long steps;
  private long rollbacks;

  /** A seed whose history broke an invariant. */
  public record Failure(long seed, String invariant) {}

  void add(long seed, Ending ending) {
    histories++;
    steps += ending.steps();
    rollbacks += ending.rollbacks();
    ending.faults().forEach((kind, count) -> faults.merge(kind, (long) count, Long::sum));
    ending
        .violation()
        .ifPresent(violation -> failures.add(new Failure(seed, violation.invariant())));
  }

  void add(Tally other) {
    histories += other.histories;
    steps += other.steps;
    rollbacks += other.rollbacks;
    other.faults.forEach((kind, count) -> faults.merge(kind, count, Long::sum));
    failures.addAll(other.failures);
    coverage.add(other.coverage);
  }

  public Coverage coverage() {
    return coverage;
  }

  public Map<String, Long> faults() {
    return faults;
  }

  public List<Failure> failures() {
    return failures;
  }

  public long histories() {
    return histories;
  }

  public long steps() {
    return steps;
  }

  public long rollbacks() {
    return rollbacks;
  }
}
