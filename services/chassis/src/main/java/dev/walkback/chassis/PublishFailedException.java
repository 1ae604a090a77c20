package dev.walkback.chassis;

/**
 * The broker has not confirmed the record. It may have it nevertheless: publish the same event
 * again.
 */
public final class PublishFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public PublishFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
