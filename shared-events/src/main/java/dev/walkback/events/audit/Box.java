package dev.walkback.events.audit;

/** The fifteen boxes of the rollback checklist, in their order. */
public enum Box {
  INCIDENT_DECLARED("Incident declared"),
  STATE_CAPTURED("Current state captured"),
  ROLLBACK_EXECUTED("Rollback executed"),
  PODS_HEALTHY("Pods healthy"),
  SERVICES_ACCESSIBLE("Services accessible"),
  SMOKE_TESTS_PASSED("Smoke tests passed"),
  ERROR_RATES_NORMAL("Error rates normal"),
  PERFORMANCE_ACCEPTABLE("Performance acceptable"),
  DATABASE_CONSISTENT("Database consistent"),
  INTEGRATIONS_WORKING("Integrations working"),
  MONITORING_CONFIRMED("Monitoring confirmed"),
  STAKEHOLDERS_NOTIFIED("Stakeholders notified"),
  STATUS_PAGE_UPDATED("Status page updated"),
  INCIDENT_DOCUMENTED("Incident documented"),
  POST_MORTEM_SCHEDULED("Post-mortem scheduled");

  private final String title;

  Box(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /** Whether there are rollbacks of which Walkback leaves it to humans; the others it ticks. */
  public boolean mayBeLeftToHumans() {
    return switch (this) {
      case INCIDENT_DECLARED,
          STATE_CAPTURED,
          ROLLBACK_EXECUTED,
          PODS_HEALTHY,
          INCIDENT_DOCUMENTED ->
          false;
      case SERVICES_ACCESSIBLE,
          SMOKE_TESTS_PASSED,
          ERROR_RATES_NORMAL,
          PERFORMANCE_ACCEPTABLE,
          DATABASE_CONSISTENT,
          INTEGRATIONS_WORKING,
          MONITORING_CONFIRMED,
          STAKEHOLDERS_NOTIFIED,
          STATUS_PAGE_UPDATED,
          POST_MORTEM_SCHEDULED ->
          true;
    };
  }
}
