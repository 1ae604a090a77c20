package dev.walkback.detector.core;

import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.WorkloadRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A cluster that answers as it was told, and counts how often it was asked. */
public final class FakeCluster implements ClusterView {

  public final AtomicInteger reads = new AtomicInteger();
  private final Map<WorkloadRef, Look> looks = new ConcurrentHashMap<>();
  private final Map<String, Owner> owners = new HashMap<>();
  private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});

  public FakeCluster with(WorkloadFacts facts) {
    looks.put(facts.workload(), new Look.Seen(facts));
    return this;
  }

  public FakeCluster unreadable(WorkloadRef workload) {
    looks.put(workload, new Look.Unreadable(workload, "no route"));
    return this;
  }

  /** The whole cluster is, as it shows by this workload. */
  public FakeCluster away(WorkloadRef workload) {
    looks.put(workload, new Look.Unreadable(workload, "no route", true));
    return this;
  }

  /** Happens once, while somebody looks. */
  public void duringTheNextLook(Runnable happening) {
    meanwhile.set(happening);
  }

  public FakeCluster pod(String pod, Owner owner) {
    owners.put(pod, owner);
    return this;
  }

  @Override
  public Owner ownerOf(String namespace, String pod) {
    reads.incrementAndGet();
    return owners.getOrDefault(namespace + "/" + pod, new Owner.Unknown("There is no pod " + pod));
  }

  @Override
  public List<Look> look(List<WorkloadRef> workloads) {
    reads.incrementAndGet();
    meanwhile.getAndSet(() -> {}).run();
    return workloads.stream()
        .map(workload -> looks.getOrDefault(workload, new Look.Missing(workload)))
        .toList();
  }
}
