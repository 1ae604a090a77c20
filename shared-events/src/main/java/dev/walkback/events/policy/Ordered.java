package dev.walkback.events.policy;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Maps of a policy: equal ones are equal bytes, whichever process writes them. */
final class Ordered {

  private Ordered() {}

  /** An immutable copy in the order of its keys; refuses null as {@link Map#copyOf} does. */
  static <K extends Comparable<? super K>, V> Map<K, V> byKey(Map<K, V> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(map)));
  }
}
