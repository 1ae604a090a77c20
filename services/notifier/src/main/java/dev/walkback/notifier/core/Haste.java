package dev.walkback.notifier.core;

/** How a rollback stands to its budget. */
public enum Haste {
  IN_TIME,
  /** Most of the budget is over. */
  LATE,
  /** All of it is. */
  OVERDUE
}
