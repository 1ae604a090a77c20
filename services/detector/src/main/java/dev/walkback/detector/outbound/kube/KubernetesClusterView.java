package dev.walkback.detector.outbound.kube;

import dev.walkback.detector.core.ClusterView;
import dev.walkback.events.WorkloadRef;
import dev.walkback.workloads.KubernetesSettings;
import dev.walkback.workloads.OwnerFinder;
import dev.walkback.workloads.WorkloadReader;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads from the API server, each workload on a thread of its own. */
public final class KubernetesClusterView implements ClusterView {

  private final WorkloadReader workloads;
  private final OwnerFinder owners;
  private final KubernetesSettings settings;

  public KubernetesClusterView(
      WorkloadReader workloads, OwnerFinder owners, KubernetesSettings settings) {
    this.workloads = workloads;
    this.owners = owners;
    this.settings = settings;
  }

  @Override
  public Owner ownerOf(String namespace, String pod) {
    if (!settings.allows(namespace)) {
      return new Owner.Unreadable(notAllowed(namespace));
    }
    return switch (owners.ownerOf(namespace, pod)) {
      case OwnerFinder.Ownership.Owned(WorkloadRef workload) -> new Owner.Known(workload);
      case OwnerFinder.Ownership.Unknown(String explanation) -> new Owner.Unknown(explanation);
      case OwnerFinder.Ownership.Unreadable(String explanation) ->
          new Owner.Unreadable(explanation);
    };
  }

  @Override
  public List<Look> look(List<WorkloadRef> wanted) {
    if (wanted.size() == 1) {
      return List.of(lookAt(wanted.getFirst()));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Look>> reading =
          wanted.stream().map(workload -> threads.submit(() -> lookAt(workload))).toList();
      return reading.stream().map(KubernetesClusterView::result).toList();
    }
  }

  private Look lookAt(WorkloadRef workload) {
    if (!settings.allows(workload.namespace())) {
      return new Look.Unreadable(workload, notAllowed(workload.namespace()));
    }
    return switch (workloads.readReleases(workload)) {
      case WorkloadReader.Reading.Found(var snapshot) -> new Look.Seen(snapshot.facts());
      case WorkloadReader.Reading.Missing() -> new Look.Missing(workload);
      case WorkloadReader.Reading.Forbidden(String explanation) ->
          new Look.Unreadable(workload, explanation);
      case WorkloadReader.Reading.Unreachable(String explanation) ->
          new Look.Unreadable(workload, explanation);
    };
  }

  private static Look result(Future<Look> reading) {
    try {
      return reading.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while reading the cluster", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Expected a reading, but found: " + e.getCause(), e);
    }
  }

  static String notAllowed(String namespace) {
    return "Walkback may not work in the namespace %s: see walkback.kubernetes.namespaces"
        .formatted(namespace);
  }
}
