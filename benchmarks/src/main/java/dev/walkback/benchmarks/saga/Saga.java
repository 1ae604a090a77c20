package dev.walkback.benchmarks.saga;

/** One rollback: when it was asked for, when its steps came, when its end could be read. */
final class Saga {

  final int application;
  final long startedAt;

  /** Whether its verification is never answered, so that it stays live. */
  final boolean stays;

  private volatile long firstStepAt;
  private volatile long lastStepAt;
  private volatile long endedAt;
  private int steps;

  Saga(int application, long startedAt, boolean stays) {
    this.application = application;
    this.startedAt = startedAt;
    this.stays = stays;
  }

  /** Called by one thread only. */
  void step(long at) {
    steps++;
    if (steps == 1) {
      firstStepAt = at;
    }
    if (steps == Fleet.STEPS) {
      lastStepAt = at;
    }
  }

  void end(long at) {
    endedAt = at;
  }

  boolean hasAllSteps() {
    return lastStepAt != 0;
  }

  boolean hasEnded() {
    return endedAt != 0;
  }

  long toFirstStep() {
    return firstStepAt - startedAt;
  }

  long toLastStep() {
    return lastStepAt - startedAt;
  }

  long toEnd() {
    return endedAt - startedAt;
  }
}
