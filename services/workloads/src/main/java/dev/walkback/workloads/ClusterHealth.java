package dev.walkback.workloads;

import dev.walkback.chassis.ReadinessCheck;
import dev.walkback.workloads.ClusterReads.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whether the API can be reached and lets us look at workloads. As one bean it is asked once for
 * all services of a process: without a cluster none of them is ready.
 */
public final class ClusterHealth implements ReadinessCheck {

  private static final Duration PATIENCE = Duration.ofMillis(1_500);

  private final ClusterReads reads;
  private final List<String> namespaces;

  /**
   * @param namespaces in which Walkback works; empty for the whole cluster
   */
  public ClusterHealth(ClusterReads reads, List<String> namespaces) {
    this.reads = reads;
    this.namespaces = List.copyOf(namespaces);
  }

  /**
   * Asks the API server once for at most one object. With several namespaces the first stands for
   * all: they are granted together.
   */
  public State check() {
    String path =
        namespaces.isEmpty()
            ? "/apis/apps/v1/deployments"
            : WorkloadPaths.deployments(namespaces.getFirst());
    return state(reads.getOnce(path + "?limit=1", PATIENCE));
  }

  @Override
  public String name() {
    return "cluster";
  }

  @Override
  public Optional<String> problem() {
    return switch (check()) {
      case State.Usable() -> Optional.empty();
      case State.Forbidden(String explanation) ->
          Optional.of(explanation + "; give it the roles of deploy/kubernetes/rbac.yaml");
      case State.Unreachable(String explanation) -> Optional.of(explanation);
    };
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
