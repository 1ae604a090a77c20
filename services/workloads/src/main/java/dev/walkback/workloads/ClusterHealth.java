package dev.walkback.workloads;

import dev.walkback.workloads.ClusterReads.Answer;
import java.util.List;

/** Whether the API can be reached and lets us look at workloads: what readiness asks. */
public final class ClusterHealth {

  private final ClusterReads reads;
  private final List<String> namespaces;

  /**
   * @param namespaces in which Walkback works; empty for the whole cluster
   */
  public ClusterHealth(ClusterReads reads, List<String> namespaces) {
    this.reads = reads;
    this.namespaces = List.copyOf(namespaces);
  }

  /** Asks the API server once per namespace, for at most one object. */
  public State check() {
    List<String> paths =
        namespaces.isEmpty()
            ? List.of("/apis/apps/v1/deployments?limit=1")
            : namespaces.stream()
                .map(each -> WorkloadPaths.deployments(each) + "?limit=1")
                .toList();
    return paths.stream()
        .map(path -> state(reads.get(path)))
        .filter(state -> !(state instanceof State.Usable))
        .findFirst()
        .orElseGet(State.Usable::new);
  }

  private static State state(Answer answer) {
    return switch (answer) {
      case Answer.Found _ -> new State.Usable();
      case Answer.Missing() -> new State.Unreachable("The API server does not know apps/v1");
      case Answer.Forbidden(String explanation) -> new State.Forbidden(explanation);
      case Answer.Unreachable(String explanation) -> new State.Unreachable(explanation);
    };
  }

  /** How the cluster looks from here. */
  public sealed interface State {

    /** We may read workloads. */
    record Usable() implements State {}

    /** It answers, but does not let us: the ServiceAccount needs the roles of deploy/kubernetes. */
    record Forbidden(String explanation) implements State {}

    /** It does not answer. */
    record Unreachable(String explanation) implements State {}
  }
}
