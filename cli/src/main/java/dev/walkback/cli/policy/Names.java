package dev.walkback.cli.policy;

import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Names as Kubernetes takes them. */
final class Names {

  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final int LONGEST = 253;

  private Names() {}

  /** The name of a namespace. */
  static Optional<String> label(Node node, Scope scope) {
    return matching(LABEL, 63, node, scope);
  }

  /** The name of any other object. */
  static Optional<String> dns(Node node, Scope scope) {
    return matching(SUBDOMAIN, LONGEST, node, scope);
  }

  private static Optional<String> matching(Pattern form, int longest, Node node, Scope scope) {
    return Fields.text(node, scope)
        .filter(text -> {
          boolean fits = text.length() <= longest && form.matcher(text).matches();
          if (!fits) {
            scope.expected(
                "a Kubernetes name (lower-case letters, digits and '-', at most %d)"
                    .formatted(longest),
                node);
          }
          return fits;
        });
  }
}
