package dev.walkback.cli.policy;

import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Whole numbers within bounds. */
final class Numbers {

  private Numbers() {}

  /** Empty where the field is absent, or wrong and noted. */
  static Optional<Integer> of(Fields fields, String name, int least, int most) {
    Optional<Node> node = fields.take(name);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (node.get() instanceof ScalarNode scalar && scalar.getValue().matches("\\d{1,9}")) {
      int number = Integer.parseInt(scalar.getValue());
      if (number >= least && number <= most) {
        return Optional.of(number);
      }
    }
    fields.scope(name).expected("a whole number from %d to %d".formatted(least, most), node.get());
    return Optional.empty();
  }
}
