package dev.walkback.systemtests.simulation.world;

/** Where a process may die: before and after each effect. */
public enum Point {
  DETECTOR_BEFORE_PUBLISH(ServiceName.DETECTOR),
  DETECTOR_AFTER_PUBLISH(ServiceName.DETECTOR),
  ORCHESTRATOR_BEFORE_COMMIT(ServiceName.ORCHESTRATOR),
  ORCHESTRATOR_AFTER_COMMIT(ServiceName.ORCHESTRATOR),
  EXECUTOR_BEFORE_WRITE(ServiceName.EXECUTOR),
  EXECUTOR_AFTER_WRITE(ServiceName.EXECUTOR),
  EXECUTOR_BEFORE_OUTCOME(ServiceName.EXECUTOR),
  EXECUTOR_AFTER_OUTCOME(ServiceName.EXECUTOR),
  VERIFIER_BEFORE_OUTCOME(ServiceName.VERIFIER),
  VERIFIER_AFTER_OUTCOME(ServiceName.VERIFIER),
  NOTIFIER_BEFORE_SAVE(ServiceName.NOTIFIER),
  NOTIFIER_AFTER_SAVE(ServiceName.NOTIFIER),
  NOTIFIER_BEFORE_TELLING(ServiceName.NOTIFIER),
  NOTIFIER_AFTER_TELLING(ServiceName.NOTIFIER);

  private final ServiceName service;

  Point(ServiceName service) {
    this.service = service;
  }

  public ServiceName service() {
    return service;
  }
}
