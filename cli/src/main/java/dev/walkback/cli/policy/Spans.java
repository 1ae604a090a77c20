package dev.walkback.cli.policy;

import java.time.Duration;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Durations within bounds. */
final class Spans {

  private Spans() {}

  /** Empty where the field is absent, or wrong and noted. */
  static Optional<Duration> of(Fields fields, String name, Duration least, Duration most) {
    Optional<Node> node = fields.take(name);
    Optional<String> text = node.flatMap(value -> Fields.text(value, fields.scope(name)));
    if (node.isEmpty() || text.isEmpty()) {
      return Optional.empty();
    }
    Optional<Duration> time = Durations.parse(text.get());
    if (time.isEmpty()) {
      fields.scope(name).expected("a duration such as 15m, 1h30m or 500ms", node.get());
      return Optional.empty();
    }
    if (time.get().compareTo(least) < 0 || time.get().compareTo(most) > 0) {
      fields
          .scope(name)
          .expected(
              "a duration from %s to %s".formatted(Durations.format(least), Durations.format(most)),
              node.get());
      return Optional.empty();
    }
    return time;
  }
}
