package dev.walkback.cli.command;

/** What scripts may rely on. Documented in {@code docs/commands.md}. */
public final class Exit {

  public static final int OK = 0;

  /** Could not be carried out: no broker, no topic, a file that cannot be read. */
  public static final int FAILED = 1;

  /** Wrong options; picocli's own. */
  public static final int USAGE = 2;

  /** The command was understood and nothing is done, for a stated reason. */
  public static final int SUPPRESSED = 3;

  /** The command is on its topic, but nobody answered in time. */
  public static final int NO_ANSWER = 4;

  /** The rollback ended, but not healthy. */
  public static final int NOT_HEALTHY = 5;

  /** What was read is broken: an invalid policy, an audit whose chain does not hold. */
  public static final int INVALID = 6;

  private Exit() {}
}
