package dev.walkback.chassis;

/** The broker will never take this record, however often it is sent. */
public final class UnpublishableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnpublishableException(String message, Throwable cause) {
    super(message, cause);
  }
}
