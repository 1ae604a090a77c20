package dev.walkback.benchmarks.latency;

/** The stations of a rollback, in their order, as somebody outside sees them. */
enum Stage {
  /** The alert's record is handed to the producer. */
  SENT("alert sent"),
  /** A reader of the topic has the suspicion. */
  SUSPICION("suspicion"),
  /** A reader has the question to the fleet's guard, committed. */
  ASKED("guard asked"),
  /** A reader has the guard's answer, committed. */
  ANSWERED("guard answered"),
  /** A reader has the executor's step, committed. */
  EXECUTION("step"),
  /** The API server has accepted the patch. */
  PATCH("patch accepted"),
  /** A reader has the step's outcome. */
  OUTCOME("outcome"),
  /** A reader has the request to verify, committed. */
  VERIFICATION("verification"),
  /** A reader knows that it is healthy again. */
  RECOVERED("healthy again"),
  /** A reader has the audit record that says so, committed. */
  AUDITED("in the audit");

  private final String title;

  Stage(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
