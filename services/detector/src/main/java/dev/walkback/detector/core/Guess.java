package dev.walkback.detector.core;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.trigger.Alert;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What can be said about an alert that nobody claims. */
final class Guess {

  private static final List<String> NAMING =
      List.of("deployment", "statefulset", "daemonset", "component", "app", "service", "pod");
  private static final int LONGEST = 200;
  private static final int LONGEST_SHOWN = 600;

  private Guess() {}

  /** The best key for it: its namespace, and what it names. Never empty. */
  static ApplicationId application(Alert alert) {
    String namespace =
        alert.label("namespace").filter(name -> name.indexOf('/') < 0).orElse("unknown");
    String name =
        NAMING.stream()
            .map(alert::label)
            .flatMap(Optional::stream)
            .findFirst()
            .orElse(alert.name());
    return new ApplicationId(
        Text.shortened(namespace, LONGEST),
        name.isBlank() ? "unknown" : Text.shortened(name, LONGEST));
  }

  /** A pod that nobody claims is one of many, and gone tomorrow: what it belongs to is not. */
  static ApplicationId application(WorkloadRef owner) {
    return new ApplicationId(
        Text.shortened(owner.namespace(), LONGEST), Text.shortened(owner.name(), LONGEST));
  }

  static String shown(Alert alert) {
    return Text.shortened(new TreeMap<>(alert.labels()).toString(), LONGEST_SHOWN);
  }
}
