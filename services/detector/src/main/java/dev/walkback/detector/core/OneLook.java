package dev.walkback.detector.core;

import dev.walkback.events.WorkloadRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks at each thing once, however many alerts of one message ask for it. For one message and one
 * thread.
 */
public final class OneLook implements ClusterView {

  private final ClusterView cluster;
  private final Map<List<WorkloadRef>, List<Look>> looks = new HashMap<>();
  private final Map<String, Owner> owners = new HashMap<>();

  public OneLook(ClusterView cluster) {
    this.cluster = cluster;
  }

  @Override
  public Owner ownerOf(String namespace, String pod) {
    return owners.computeIfAbsent(namespace + "/" + pod, _ -> cluster.ownerOf(namespace, pod));
  }

  @Override
  public List<Look> look(List<WorkloadRef> workloads) {
    return looks.computeIfAbsent(workloads, cluster::look);
  }
}
