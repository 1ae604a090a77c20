package dev.walkback.cli.kafka;

/** Something the user can do something about, in one sentence. */
public class CliException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public CliException(String message) {
    super(message);
  }

  public CliException(String message, Throwable cause) {
    super(message, cause);
  }
}
