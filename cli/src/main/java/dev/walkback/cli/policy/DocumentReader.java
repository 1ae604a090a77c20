package dev.walkback.cli.policy;

import dev.walkback.events.policy.FleetPolicy;
import dev.walkback.events.policy.RollbackPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** YAML documents, each by its kind. One with a problem is left out; the problem is noted. */
final class DocumentReader {

  private static final String API_VERSION = "walkback.dev/v1";
  private static final String ROLLBACK = "RollbackPolicy";
  private static final String FLEET = "FleetPolicy";

  private final List<Placed<RollbackPolicy>> policies = new ArrayList<>();
  private final List<Placed<FleetPolicy>> fleets = new ArrayList<>();

  List<Placed<RollbackPolicy>> policies() {
    return policies;
  }

  /** The one that holds; a second one is a problem. */
  Optional<FleetPolicy> fleet() {
    return fleets.stream().findFirst().map(Placed::policy);
  }

  void read(Node node, Scope scope) {
    Fields.of(node, scope).ifPresent(this::read);
  }

  private void read(Fields document) {
    int before = document.scope().problems().size();
    apiVersion(document);
    boolean fleet = kind(document).filter(FLEET::equals).isPresent();
    if (fleet) {
      var placed = new Placed<>(FleetReader.read(document), document.scope(), document.node());
      if (document.scope().problems().size() == before) {
        add(placed);
      }
      return;
    }
    Optional<RollbackPolicy> policy = PolicyReader.read(document);
    if (document.scope().problems().size() == before) {
      policy.ifPresent(read -> policies.add(new Placed<>(read, document.scope(), document.node())));
    }
  }

  private void add(Placed<FleetPolicy> placed) {
    if (!fleets.isEmpty()) {
      placed
          .scope()
          .problem(
              placed.node(),
              "expected one FleetPolicy, but found a second one; the first is at "
                  + fleets.getFirst().place());
    }
    fleets.add(placed);
  }

  private static void apiVersion(Fields document) {
    Scope scope = document.scope("apiVersion");
    document
        .require("apiVersion", "'" + API_VERSION + "'")
        .ifPresent(node ->
            Fields.text(node, scope)
                .filter(text -> !text.equals(API_VERSION))
                .ifPresent(_ -> scope.expected("'" + API_VERSION + "'", node)));
  }

  /** Anything else is read as a policy of an application, to find what else is wrong. */
  private static Optional<String> kind(Fields document) {
    String expected = "'%s' or '%s'".formatted(ROLLBACK, FLEET);
    Scope scope = document.scope("kind");
    Optional<Node> node = document.require("kind", expected);
    Optional<String> kind = node.flatMap(value -> Fields.text(value, scope));
    if (kind.isPresent() && !kind.get().equals(ROLLBACK) && !kind.get().equals(FLEET)) {
      scope.expected(expected, node.orElseThrow());
    }
    return kind;
  }
}
