package dev.walkback.cli.kafka;

/** What was asked for does not fit what is there, and nothing was sent; why, in one sentence. */
public final class NothingToDo extends CliException {

  private static final long serialVersionUID = 1L;

  public NothingToDo(String message) {
    super(message);
  }
}
