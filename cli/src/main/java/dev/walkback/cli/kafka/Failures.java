package dev.walkback.cli.kafka;

import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What went wrong with Kafka, in one sentence. */
final class Failures {

  private Failures() {}

  static <T> T explained(Connection connection, String doing, Supplier<T> action) {
    try {
      return action.get();
    } catch (KafkaException e) {
      throw explain(connection, doing, e);
    }
  }

  static CliException explain(Connection connection, String doing, Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() instanceof KafkaException deeper) {
      cause = deeper;
    }
    return switch (cause) {
      case AuthenticationException e ->
          new CliException(
              "The broker at %s does not accept our credentials while %s: %s (see --kafka-properties)."
                  .formatted(connection.servers(), doing, e.getMessage()),
              e);
      case AuthorizationException e ->
          new CliException("The broker does not allow %s: %s.".formatted(doing, e.getMessage()), e);
      case UnknownTopicOrPartitionException e ->
          new CliException(
              "Expected Walkback's topics on %s, but one is missing while %s; create them with ./walkback topics create."
                  .formatted(connection.servers(), doing),
              e);
      case RecordTooLargeException e ->
          new CliException(
              "The broker does not take a record of this size while %s.".formatted(doing), e);
      case TimeoutException _ -> connection.unreachable();
      default ->
          new CliException(
              "Kafka failed while %s: %s.".formatted(doing, cause.getMessage()), cause);
    };
  }
}
