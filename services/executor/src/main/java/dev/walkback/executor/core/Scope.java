package dev.walkback.executor.core;

import java.util.List;

/**
 * Where the executor may act.
 *
 * @param namespaces allowed ones; empty for all
 */
public record Scope(List<String> namespaces) {

  public Scope {
    namespaces = List.copyOf(namespaces);
  }

  public boolean covers(String namespace) {
    return namespaces.isEmpty() || namespaces.contains(namespace);
  }
}
