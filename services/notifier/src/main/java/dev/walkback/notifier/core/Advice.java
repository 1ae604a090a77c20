package dev.walkback.notifier.core;

import dev.walkback.events.audit.AuditEntry.HumanNeeded.Reason;
import java.util.Locale;

/** What a person should know and look at, for each reason that Walkback calls one. */
final class Advice {

  private Advice() {}

  static String on(Reason reason) {
    return switch (reason) {
      case NO_TARGET ->
          "Nothing was changed. There is no earlier version to go back to: fix forward, or deploy a known good version.";
      case STEP_REFUSED ->
          "The cluster was not as planned, and nothing more is written there. Look at the workload, and at who else writes it.";
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
      case APPROVAL_MISSING ->
          "Nobody, or not enough people, agreed in time, so nothing was changed and the bad version is live. Give the command again if it is still wanted; it asks anew.";
      case HELD_TOO_LONG ->
          "A hold stood in the way until its time was over; nothing more was begun. Ask who placed it, then give the command again.";
      case NO_PERMIT ->
          "Other rollbacks had what this one needs until its time was over; nothing more was begun. Look at what they wait for, then give the command again.";
      case NO_WAY_BACK ->
          "Nothing that Walkback can do answers this kind of trouble, and nothing was changed. Use the team's own procedure for it.";
      case PLAN_KEEPS_CHANGING ->
          "Somebody or something keeps releasing while approval is asked for, so nothing was changed. Stop the other deployments, then give the command again.";
      case TARGET_QUARANTINED ->
          "Somebody said that the earlier version is bad before it was gone to, so no more steps were sent. Give the command again, and another version is chosen.";
    };
  }

  static String runbook(Reason reason) {
    return page(reason.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  static String page(String name) {
    return "Runbook: docs/runbooks/%s.md".formatted(name);
  }
}
