package dev.walkback.cli.policy;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Where in a file we are, and where to put what is wrong there. */
record Scope(String file, String path, List<PolicyProblem> problems) {

  private static final int LONGEST_QUOTE = 80;

  Scope field(String name) {
    return new Scope(file, path.isEmpty() ? name : path + "." + name, problems);
  }

  Scope item(int index) {
    return new Scope(file, path + "[" + index + "]", problems);
  }

  void expected(String expected, Node found) {
    problem(found, "expected %s, but found %s".formatted(expected, describe(found)));
  }

  void problem(Node at, String message) {
    Optional<Mark> mark = at.getStartMark();
    int line = mark.map(m -> m.getLine() + 1).orElse(1);
    int column = mark.map(m -> m.getColumn() + 1).orElse(1);
    problems.add(new PolicyProblem(file, line, column, path, message));
  }

  static boolean isNothing(Node node) {
    return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
  }

  static String quoted(String text) {
    String line = text.replaceAll("\\s+", " ");
    return "'"
        + (line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…")
        + "'";
  }

  private static String describe(Node node) {
    if (isNothing(node)) {
      return "nothing";
    }
    return switch (node) {
      case ScalarNode scalar -> quoted(scalar.getValue());
      case SequenceNode _ -> "a list";
      case MappingNode _ -> "a mapping";
      default -> "something else";
    };
  }
}
