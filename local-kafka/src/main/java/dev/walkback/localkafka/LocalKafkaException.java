package dev.walkback.localkafka;

/** The local broker cannot start or stop; the message says why and what to do. */
public final class LocalKafkaException extends RuntimeException {

  LocalKafkaException(String message) {
    super(message);
  }

  LocalKafkaException(String message, Throwable cause) {
    super(message, cause);
  }
}
