package dev.walkback.sandbox.store;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of objects that the sandbox serves, each with real semantics; all others are 404. */
public enum Kind {
  NAMESPACE("", "v1", "Namespace", "namespaces", Traits.CLUSTER_WIDE),
  POD("", "v1", "Pod", "pods", Traits.STATUS),
  SERVICE("", "v1", "Service", "services", Traits.STATUS),
  EVENT("", "v1", "Event", "events", Traits.PLAIN),
  CONFIG_MAP("", "v1", "ConfigMap", "configmaps", Traits.PLAIN),
  SECRET("", "v1", "Secret", "secrets", Traits.PLAIN),
  DEPLOYMENT("apps", "v1", "Deployment", "deployments", Traits.SCALE),
  STATEFUL_SET("apps", "v1", "StatefulSet", "statefulsets", Traits.SCALE),
  DAEMON_SET("apps", "v1", "DaemonSet", "daemonsets", Traits.STATUS),
  REPLICA_SET("apps", "v1", "ReplicaSet", "replicasets", Traits.SCALE),
  CONTROLLER_REVISION("apps", "v1", "ControllerRevision", "controllerrevisions", Traits.PLAIN);

  private enum Traits {
    PLAIN,
    CLUSTER_WIDE,
    STATUS,
    SCALE
  }

  private final String group;
  private final String version;
  private final String kind;
  private final String plural;
  private final Traits traits;

  Kind(String group, String version, String kind, String plural, Traits traits) {
    this.group = group;
    this.version = version;
    this.kind = kind;
    this.plural = plural;
    this.traits = traits;
  }

  public String group() {
    return group;
  }

  public String kind() {
    return kind;
  }

  public String plural() {
    return plural;
  }

  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** As error messages name it: {@code deployments.apps}. */
  public String qualified() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  public boolean namespaced() {
    return traits != Traits.CLUSTER_WIDE;
  }

  public boolean hasStatus() {
    return traits != Traits.PLAIN;
  }

  public boolean hasScale() {
    return traits == Traits.SCALE;
  }

  /** Whether it has a pod template in {@code spec.template}. */
  public boolean isWorkload() {
    return this == DEPLOYMENT || this == STATEFUL_SET || this == DAEMON_SET || this == REPLICA_SET;
  }

  public static Optional<Kind> served(String group, String version, String plural) {
    return Arrays.stream(values())
        .filter(k -> k.group.equals(group) && k.version.equals(version) && k.plural.equals(plural))
        .findFirst();
  }

  /** Finds a kind by what a person would write: {@code Deployment}, {@code deployments}. */
  public static Optional<Kind> named(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(k -> k.kind.toLowerCase(Locale.ROOT).equals(wanted) || k.plural.equals(wanted))
        .findFirst();
  }
}
