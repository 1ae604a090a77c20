package dev.walkback.cli.policy;

import dev.walkback.events.ContentDigest;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The version of a policy: the digest of what is written, whatever its order and layout. */
final class Canonical {

  private Canonical() {}

  /** Only for documents that were read without a problem: those have no cycles. */
  static ContentDigest digest(Node node) {
    return ContentDigest.of(text(node));
  }

  private static String text(Node node) {
    return switch (node) {
      case ScalarNode scalar -> scalar.getValue().length() + ":" + scalar.getValue();
      case SequenceNode sequence ->
          sequence.getValue().stream()
              .map(Canonical::text)
              .collect(Collectors.joining(",", "[", "]"));
      case MappingNode mapping ->
          mapping.getValue().stream()
              .map(tuple -> text(tuple.getKeyNode()) + "=" + text(tuple.getValueNode()))
              .sorted()
              .collect(Collectors.joining(",", "{", "}"));
      default -> "";
    };
  }
}
