package dev.walkback.sandbox.admission;

/**
 * How something is written.
 *
 * @param manager the field manager to record
 * @param part which part of the object the writer may change
 * @param dryRun whether to answer as if written, and write nothing
 */
public record Write(String manager, Part part, boolean dryRun) {
  /** The object itself without its status, or only its status. */
  public enum Part {
    MAIN,
    STATUS
  }

  public static Write of(String manager) {
    return new Write(manager, Part.MAIN, false);
  }

  public static Write status(String manager) {
    return new Write(manager, Part.STATUS, false);
  }
}
