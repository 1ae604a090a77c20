package dev.walkback.detector.outbound.kube;

import dev.walkback.detector.core.ClusterView;
import dev.walkback.detector.core.ReleaseSight;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.workloads.ContentReader;
import dev.walkback.workloads.KubernetesSettings;
import dev.walkback.workloads.Pace;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads from the API server, at a pace. */
public final class PacedReleaseSight implements ReleaseSight {

  /** The workload and its revisions. */
  private static final int REQUESTS_PER_LOOK = 2;

  private final ContentReader contents;
  private final ClusterView cluster;
  private final KubernetesSettings settings;
  private final Pace pace;

  public PacedReleaseSight(
      ContentReader contents, ClusterView cluster, KubernetesSettings settings, Pace pace) {
    this.contents = contents;
    this.cluster = cluster;
    this.settings = settings;
    this.pace = pace;
  }

  @Override
  public Glance glance(Collection<WorkloadRef> workloads) throws InterruptedException {
    Map<WorkloadRef, ContentDigest> live = new HashMap<>();
    Set<String> refusals = new HashSet<>();
    for (var group : grouped(workloads).entrySet()) {
      String namespace = group.getKey().namespace();
      if (!settings.allows(namespace)) {
        refusals.add(KubernetesClusterView.notAllowed(namespace));
        continue;
      }
      pace.await(1);
      switch (contents.read(group.getKey().kind(), namespace, group.getValue())) {
        case ContentReader.Contents.Found(var found) -> live.putAll(found);
        case ContentReader.Contents.Forbidden(String explanation) -> refusals.add(explanation);
        case ContentReader.Contents.Unreachable(String explanation) -> {
          return new Glance.Away(explanation);
        }
      }
    }
    return new Glance.Seen(live, refusals);
  }

  @Override
  public List<ClusterView.Look> look(List<WorkloadRef> workloads) throws InterruptedException {
    pace.await(REQUESTS_PER_LOOK * workloads.size());
    return cluster.look(workloads);
  }

  private static Map<Group, Set<String>> grouped(Collection<WorkloadRef> workloads) {
    Map<Group, Set<String>> names = new TreeMap<>();
    workloads.forEach(workload ->
        names
            .computeIfAbsent(new Group(workload.namespace(), workload.kind()), _ -> new TreeSet<>())
            .add(workload.name()));
    return names;
  }

  /** What one request can bring. */
  private record Group(String namespace, WorkloadKind kind) implements Comparable<Group> {

    @Override
    public int compareTo(Group other) {
      int byNamespace = namespace.compareTo(other.namespace);
      return byNamespace != 0 ? byNamespace : kind.compareTo(other.kind);
    }
  }
}
