package dev.walkback.systemtests.simulation.cluster;

import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.systemtests.simulation.world.Agenda;
import dev.walkback.systemtests.simulation.world.Fault.ApiTrouble;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The workloads, and what is done to them. Every write of a content is told to a witness. */
public final class ModelCluster {

  /** Longer than any release window, in milliseconds. */
  private static final long AGES = 100_000_000;

  private final Map<WorkloadRef, ModelWorkload> workloads = new LinkedHashMap<>();
  private final Agenda agenda;
  private int hotfixes;
  private final Consumer<ClusterWrite> witness;

  public ModelCluster(Agenda agenda, Consumer<ClusterWrite> witness) {
    this.agenda = agenda;
    this.witness = witness;
  }

  /** There from before the history began; ran these contents, one after the other. */
  public void create(WorkloadRef ref, int historyLimit, List<Content> contents) {
    long since = -AGES * contents.size();
    Content first = contents.getFirst();
    ModelWorkload workload =
        ref.kind() == WorkloadKind.STATEFUL_SET
            ? new OrderedWorkload(ref, historyLimit, first, since)
            : new ParallelWorkload(ref, historyLimit, first, since);
    for (Content next : contents.subList(1, contents.size())) {
      since += AGES;
      workload.ask(next, new Writer.Somebody("earlier release"), since);
    }
    workloads.put(ref, workload);
  }

  public Optional<ModelWorkload> find(WorkloadRef ref) {
    return Optional.ofNullable(workloads.get(ref));
  }

  public void delete(WorkloadRef ref) {
    workloads.remove(ref);
  }

  public void pause(WorkloadRef ref, boolean paused) {
    find(ref).ifPresent(workload -> workload.pause(paused));
  }

  public void touch(WorkloadRef ref) {
    find(ref).ifPresent(ModelWorkload::touch);
  }

  /** Somebody is a moment quicker than a write. */
  void overtake(WorkloadRef ref, ApiTrouble how) {
    switch (how) {
      case OVERTAKEN_BY_A_PAUSE -> pause(ref, true);
      case OVERTAKEN_BY_A_RELEASE ->
          release(ref, Content.of("hotfix-" + hotfixes++, Content.Behaviour.GOOD, 1_000));
      case OVERTAKEN,
          CONFLICT,
          BUSY,
          ERROR,
          ERROR_THOUGH_APPLIED,
          TIMEOUT,
          TIMEOUT_THOUGH_APPLIED,
          FORBIDDEN,
          SLOW ->
          touch(ref);
    }
  }

  /** Somebody releases. */
  public void release(WorkloadRef ref, Content content) {
    find(ref).ifPresent(workload -> ask(workload, content, new Writer.Somebody("release")));
  }

  /**
   * Walkback's patch.
   *
   * @param onlyIf the version that the object must have; empty: any
   */
  public Patched patch(
      WorkloadRef ref, Content content, Writer.Walkback writer, OptionalLong onlyIf) {
    ModelWorkload workload = workloads.get(ref);
    if (workload == null) {
      return Patched.GONE;
    }
    if (onlyIf.isPresent() && onlyIf.getAsLong() != workload.resourceVersion()) {
      return Patched.CONFLICT;
    }
    ask(workload, content, writer);
    return Patched.DONE;
  }

  /** Deletes this very pod of a set; false if it is not there. */
  public boolean deletePod(WorkloadRef ref, String uid) {
    return workloads.get(ref) instanceof OrderedWorkload set && set.delete(uid, agenda.now());
  }

  private void ask(ModelWorkload workload, Content content, Writer writer) {
    ClusterWrite write =
        new ClusterWrite(
            agenda.instant(),
            workload.ref(),
            writer,
            workload.template(),
            content,
            workload.writer(),
            workload.fence(),
            workload.paused());
    workload.ask(content, writer, agenda.now());
    witness.accept(write);
  }

  /** What came of a patch. */
  public enum Patched {
    DONE,
    CONFLICT,
    GONE
  }
}
