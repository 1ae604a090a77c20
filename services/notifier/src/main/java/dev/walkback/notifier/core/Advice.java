package dev.walkback.notifier.core;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.audit.AuditEntry.HumanNeeded.Reason;
import java.util.Locale;

/** What a person should do next, for each reason that Walkback calls one. */
final class Advice {

  private Advice() {}

  static String on(Reason reason, ApplicationId application) {
    return switch (reason) {
          case NO_TARGET ->
              "Nothing was changed. There is no earlier version to go back to: fix forward, or deploy a known good version.";
          case STEP_REFUSED ->
              "Nothing more is changed: the cluster was not as planned. Look at the workload, then roll back by hand or give the command again.";
          case STEP_TIMED_OUT ->
              "It is not known whether the step took effect. Compare what is live with the target before you act.";
          case PARTLY_EXECUTED ->
              "Some workloads went back and some did not. Decide whether to take the rest back or all forward; versions may not fit each other.";
          case TARGET_UNHEALTHY ->
              "The earlier version is not healthy either. Look for another cause (dependency, configuration, data, capacity) before you change versions again.";
          case VERIFICATION_INCONCLUSIVE ->
              "It is rolled back, but nothing proves that it is healthy. Check the application yourself; the checks had no data.";
          case VERIFICATION_TIMED_OUT ->
              "It is rolled back, but no verdict came in time. Check the rollout and the verifier.";
          case RELAPSED ->
              "It was healthy after the rollback and became bad again. Look for a cause outside the release.";
          case ROLLBACK_OF_A_ROLLBACK ->
              "What is live was put there by Walkback, and it alerts again. Nothing was changed: look for a cause outside the release, or roll back by command.";
        }
        + " All that happened: walkback audit "
        + application;
  }

  static String runbook(Reason reason) {
    return "Runbook: docs/runbooks/%s.md"
        .formatted(reason.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
