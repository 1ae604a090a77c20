package dev.walkback.systemtests.simulation.cluster;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.RollbackId;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.WorkloadRef;
import dev.walkback.systemtests.simulation.world.Agenda;
import dev.walkback.workloads.PodFacts;
import dev.walkback.workloads.RolloutState;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** One workload: what it is asked to run, who asked, and what became of it. */
public abstract sealed class ModelWorkload permits ParallelWorkload, OrderedWorkload {

  static final int REPLICAS = 2;

  /** From a write to the controller's having seen it, in milliseconds. */
  static final long SEEN_AFTER = 400;

  private final WorkloadRef ref;
  private final History history;
  private Content template;
  private Writer writer;
  private long changedAt;
  private long resourceVersion = 1;
  private long generation = 1;
  private boolean paused;
  private OptionalLong fence = OptionalLong.empty();
  private Optional<RollbackId> rollback = Optional.empty();
  private Optional<ContentDigest> mark = Optional.empty();

  ModelWorkload(WorkloadRef ref, int historyLimit, Content first, long since) {
    this.ref = ref;
    this.history = new History(historyLimit);
    this.template = first;
    this.writer = new Writer.Somebody("first release");
    this.changedAt = since;
    history.used(first, since, since + SEEN_AFTER);
  }

  public WorkloadRef ref() {
    return ref;
  }

  public Content template() {
    return template;
  }

  /** Who wrote what is live. */
  public Writer writer() {
    return writer;
  }

  public long changedAt() {
    return changedAt;
  }

  public long resourceVersion() {
    return resourceVersion;
  }

  public boolean paused() {
    return paused;
  }

  public OptionalLong fence() {
    return fence;
  }

  /** The contents of the revisions that are still known. */
  public Map<ContentDigest, Content> remembered() {
    return history.contents();
  }

  public boolean observed(long now) {
    return now >= changedAt + SEEN_AFTER;
  }

  public WorkloadFacts facts(long now) {
    return new WorkloadFacts(
        ref,
        template.digest(),
        Agenda.instantOf(changedAt).truncatedTo(ChronoUnit.SECONDS),
        mark.filter(template.digest()::equals).flatMap(_ -> rollback),
        paused,
        history.at(now));
  }

  /** Somebody writes something that is no release. */
  void touch() {
    resourceVersion++;
  }

  void pause(boolean value) {
    if (paused != value) {
      paused = value;
      resourceVersion++;
      generation++;
    }
  }

  /** Another content, or the same again, which is no change. */
  void ask(Content content, Writer by, long now) {
    resourceVersion++;
    if (by instanceof Writer.Walkback walkback) {
      fence = OptionalLong.of(walkback.fence());
      rollback = Optional.of(walkback.rollback());
      mark = Optional.of(content.digest());
    }
    if (content.equals(template)) {
      return;
    }
    generation++;
    leave(now);
    template = content;
    writer = by;
    changedAt = now;
    history.used(content, now, now + SEEN_AFTER);
  }

  /** Called before the content changes. */
  abstract void leave(long now);

  public abstract RolloutState rollout(long now);

  public abstract List<PodFacts> pods(long now);

  /** Whether every pod runs what is asked for, and is ready: the truth, whoever looks. */
  public boolean serves(long now) {
    List<PodFacts> pods = pods(now);
    return pods.size() == REPLICAS
        && pods.stream()
            .allMatch(
                pod -> pod.ready() && pod.template().filter(template.digest()::equals).isPresent());
  }

  /** Whether all that serves now was made before this time, and nothing is wrong with it. */
  public boolean servesWellSince(long time, long now) {
    return template.behaviour().isGood()
        && serves(now)
        && pods(now).stream()
            .flatMap(pod -> pod.createdAt().stream())
            .noneMatch(made -> made.isAfter(Agenda.instantOf(time)));
  }

  long generation() {
    return generation;
  }

  long observedGeneration(long now) {
    return observed(now) ? generation : generation - 1;
  }
}
