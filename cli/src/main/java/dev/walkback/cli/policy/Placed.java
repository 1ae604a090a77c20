package dev.walkback.cli.policy;

import org.snakeyaml.engine.v2.nodes.Node;

/** A policy and where it was written. */
record Placed<P>(P policy, Scope scope, Node node) {

  /** For messages about other places: {@code backend.yaml:1}. */
  String place() {
    return scope.file() + ":" + node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }
}
