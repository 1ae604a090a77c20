package dev.walkback.events;

import java.time.Instant;
import java.util.Optional;

/**
 * An event as it travels: the CloudEvents 1.0 attributes around the data.
 *
 * @param id with {@code source} the identity of the event; a repeated event repeats both
 * @param source who said it, for instance {@code /walkback/detector}
 * @param time when it was said
 * @param traceParent the trace that it belongs to, if any
 */
public record Envelope<E extends Event>(
    String id, String source, Instant time, Optional<TraceParent> traceParent, E data) {

  public Envelope {
    if (id.isBlank() || source.isBlank()) {
      throw new IllegalArgumentException(
          "Expected an event with an id and a source, but found id '%s', source '%s'"
              .formatted(id, source));
    }
  }

  public ApplicationId application() {
    return data.application();
  }
}
