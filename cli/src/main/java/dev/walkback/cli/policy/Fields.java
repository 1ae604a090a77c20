package dev.walkback.cli.policy;

import dev.walkback.cli.text.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The fields of one mapping, taken one by one. What nobody took at the end is a field that does not
 * exist. Nothing here stops at a mistake: it is noted, and reading goes on.
 */
final class Fields {

  private final Scope scope;
  private final MappingNode node;
  private final Map<String, NodeTuple> tuples = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();

  private Fields(Scope scope, MappingNode node) {
    this.scope = scope;
    this.node = node;
  }

  /** Empty, with a problem noted, where the node is no mapping. */
  static Optional<Fields> of(Node node, Scope scope) {
    if (!(node instanceof MappingNode mapping)) {
      scope.expected("a mapping", node);
      return Optional.empty();
    }
    var fields = new Fields(scope, mapping);
    for (NodeTuple tuple : mapping.getValue()) {
      fields.add(tuple);
    }
    return Optional.of(fields);
  }

  private void add(NodeTuple tuple) {
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      scope.expected("a field name", tuple.getKeyNode());
      return;
    }
    if (tuples.putIfAbsent(key.getValue(), tuple) != null) {
      scope.field(key.getValue()).problem(key, "expected each field once, but found it twice");
    }
  }

  Scope scope() {
    return scope;
  }

  Scope scope(String name) {
    return scope.field(name);
  }

  Node node() {
    return node;
  }

  /** The value of a field, absent also where it is written without a value. */
  Optional<Node> take(String name) {
    known.add(name);
    return Optional.ofNullable(tuples.get(name))
        .map(NodeTuple::getValueNode)
        .filter(value -> !Scope.isNothing(value));
  }

  Optional<Node> require(String name, String expected) {
    Optional<Node> value = take(name);
    if (value.isEmpty()) {
      NodeTuple written = tuples.get(name);
      scope(name)
          .problem(
              written == null ? node : written.getKeyNode(),
              "expected %s, but it is missing".formatted(expected));
    }
    return value;
  }

  Optional<Fields> mapping(String name) {
    return take(name).flatMap(value -> of(value, scope(name)));
  }

  Optional<Fields> requireMapping(String name, String expected) {
    return require(name, expected).flatMap(value -> of(value, scope(name)));
  }

  Optional<String> text(String name) {
    return take(name).flatMap(value -> text(value, scope(name)));
  }

  Optional<String> requireText(String name, String expected) {
    return require(name, expected).flatMap(value -> text(value, scope(name)));
  }

  /** The items that could be read; the others have noted their problems. */
  <T> List<T> list(String name, BiFunction<Node, Scope, Optional<T>> read) {
    Optional<Node> value = take(name);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof SequenceNode sequence)) {
      scope(name).expected("a list", value.get());
      return List.of();
    }
    var items = new ArrayList<T>();
    for (int i = 0; i < sequence.getValue().size(); i++) {
      read.apply(sequence.getValue().get(i), scope(name).item(i)).ifPresent(items::add);
    }
    return items;
  }

  /** A mapping of free names to plain values. */
  Map<String, String> texts(String name) {
    var texts = new LinkedHashMap<String, String>();
    mapping(name)
        .ifPresent(fields ->
            fields.tuples.forEach((key, tuple) ->
                text(tuple.getValueNode(), fields.scope(key))
                    .ifPresent(value -> texts.put(key, value))));
    return texts;
  }

  /** To be called last: whatever was not asked for is unknown. */
  void refuseUnknown() {
    tuples.forEach((name, tuple) -> {
      if (!known.contains(name)) {
        String guess = Spelling.guess(name, known);
        scope(name)
            .problem(
                tuple.getKeyNode(),
                "expected one of %s, but found %s%s"
                    .formatted(String.join(", ", known), Scope.quoted(name), guess));
      }
    });
  }

  static Optional<String> text(Node node, Scope scope) {
    if (node instanceof ScalarNode scalar
        && !Scope.isNothing(node)
        && !scalar.getValue().isBlank()) {
      return Optional.of(scalar.getValue());
    }
    scope.expected("a text", node);
    return Optional.empty();
  }
}
