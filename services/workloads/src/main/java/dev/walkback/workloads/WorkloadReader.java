package dev.walkback.workloads;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.RollbackId;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.workloads.ClusterReads.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads a workload with its revisions and pods: three GETs at the same time, always from the API
 * server and never from a cache. Only the first time has to learn the workload's selector first.
 * What belongs to the workload is decided by the uid of its controller, not by labels.
 */
public final class WorkloadReader {

  private static final Answer NO_PODS = new Answer.Found(JsonNodeFactory.instance.objectNode());

  private final ClusterReads reads;
  private final KnownSelectors selectors = new KnownSelectors();

  public WorkloadReader(ClusterReads reads) {
    this.reads = reads;
  }

  /** The workload as it is now. Never throws for what a cluster may answer. */
  public Reading read(WorkloadRef workload) {
    return read(workload, true);
  }

  /** The same without its pods, for those who ask only what was released. */
  public Reading readReleases(WorkloadRef workload) {
    return read(workload, false);
  }

  private Reading read(WorkloadRef workload, boolean withPods) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Optional<String> guess = selectors.of(workload);
      Optional<Lists> guessed = guess.map(query -> new Lists(threads, workload, query, withPods));
      Answer answer = reads.get(WorkloadPaths.of(workload));
      if (!(answer instanceof Answer.Found(JsonNode object))) {
        guessed.ifPresent(Lists::cancel);
        return found(answer, _ -> new Reading.Missing());
      }
      String query = WorkloadPaths.selectedBy(object);
      Lists lists =
          guessed
              .filter(_ -> guess.get().equals(query))
              .orElseGet(() -> new Lists(threads, workload, query, withPods));
      selectors.remember(workload, query);
      return withLists(workload, object, lists);
    }
  }

  private static Reading withLists(WorkloadRef workload, JsonNode object, Lists lists) {
    return found(
        lists.revisions(),
        revisions ->
            found(
                lists.pods(),
                pods ->
                    new Reading.Found(
                        snapshot(
                            workload,
                            object,
                            Fields.list(revisions, "items"),
                            Fields.list(pods, "items")))));
  }

  /** The lists around a workload, on their way. */
  private final class Lists {

    private final Future<Answer> revisions;
    private final Future<Answer> pods;

    Lists(ExecutorService threads, WorkloadRef workload, String query, boolean withPods) {
      revisions = threads.submit(() -> reads.get(WorkloadPaths.revisions(workload) + query));
      pods =
          withPods
              ? threads.submit(() -> reads.get(WorkloadPaths.pods(workload.namespace()) + query))
              : CompletableFuture.completedFuture(NO_PODS);
    }

    Answer revisions() {
      return result(revisions);
    }

    Answer pods() {
      return result(pods);
    }

    void cancel() {
      revisions.cancel(true);
      pods.cancel(true);
    }

    /** An interrupt reads as unreachable, as it does in {@link ClusterReads}. */
    private Answer result(Future<Answer> list) {
      try {
        return list.get();
      } catch (InterruptedException e) {
        cancel();
        Thread.currentThread().interrupt();
        return new Answer.Unreachable("Interrupted while reading the cluster");
      } catch (ExecutionException e) {
        throw new IllegalStateException("Expected an answer, but found: " + e.getCause(), e);
      }
    }
  }

  private static Reading found(Answer answer, Function<JsonNode, Reading> next) {
    return switch (answer) {
      case Answer.Found(JsonNode json) -> next.apply(json);
      case Answer.Missing() -> new Reading.Missing();
      case Answer.Forbidden(String explanation) -> new Reading.Forbidden(explanation);
      case Answer.Unreachable(String explanation) -> new Reading.Unreachable(explanation);
    };
  }

  /** What objects say that were read before, for instance from files. */
  static WorkloadSnapshot snapshot(
      WorkloadRef workload, JsonNode object, List<JsonNode> revisions, List<JsonNode> pods) {
    String uid = Fields.textOrEmpty(object, "metadata", "uid");
    List<KnownRevision> known = Revisions.of(workload.kind(), uid, revisions);
    return new WorkloadSnapshot(
        facts(workload, object, known),
        object,
        RolloutState.read(workload.kind(), object),
        known,
        pods(workload.kind(), uid, known, pods));
  }

  private static WorkloadFacts facts(
      WorkloadRef workload, JsonNode object, List<KnownRevision> known) {
    ContentDigest live = TemplateDigest.of(Fields.at(object, "spec", "template"));
    return new WorkloadFacts(
        workload,
        live,
        releasedAt(object, live, known),
        releasedByRollback(object, live),
        Fields.flag(object, "spec", "paused"),
        known.stream().map(KnownRevision::revision).toList());
  }

  /**
   * When the live content came into effect. Revisions that only restarted it do not count, and
   * neither does the creation of one that is used again.
   */
  private static Instant releasedAt(
      JsonNode object, ContentDigest live, List<KnownRevision> known) {
    List<KnownRevision> unbroken =
        known.stream().takeWhile(each -> each.revision().template().equals(live)).toList();
    Instant created = Fields.time(object, "metadata", "creationTimestamp").orElse(Instant.EPOCH);
    if (unbroken.isEmpty()) {
      return ManagedFields.templateLastWritten(object).orElse(created);
    }
    KnownRevision release = unbroken.getLast();
    return release.reused()
        ? ManagedFields.templateLastWritten(object).orElse(release.tookEffectAt())
        : release.tookEffectAt();
  }

  /** The annotation outlives the content that it was written with, so the digest must fit too. */
  private static Optional<RollbackId> releasedByRollback(JsonNode object, ContentDigest live) {
    return Fields.annotation(object, WalkbackAnnotations.TEMPLATE)
        .filter(live.value()::equals)
        .flatMap(_ -> Fields.annotation(object, WalkbackAnnotations.ROLLBACK_ID))
        .filter(id -> id.matches("rb-[0-9a-f]{12}"))
        .map(RollbackId::new);
  }

  private static List<PodFacts> pods(
      WorkloadKind kind, String uid, List<KnownRevision> known, List<JsonNode> pods) {
    Set<String> owners =
        switch (kind) {
          case DEPLOYMENT ->
              known.stream()
                  .map(each -> Fields.textOrEmpty(each.object(), "metadata", "uid"))
                  .collect(Collectors.toSet());
          case STATEFUL_SET, DAEMON_SET -> Set.of(uid);
        };
    String label =
        kind == WorkloadKind.DEPLOYMENT ? "pod-template-hash" : "controller-revision-hash";
    return pods.stream()
        .filter(pod -> owners.stream().anyMatch(owner -> Fields.isControlledBy(pod, owner)))
        .map(pod -> pod(pod, Fields.textOrEmpty(pod, "metadata", "labels", label), known))
        .toList();
  }

  private static PodFacts pod(JsonNode pod, String hash, List<KnownRevision> known) {
    Optional<ContentDigest> template =
        known.stream()
            .filter(each -> !hash.isEmpty() && each.hash().equals(hash))
            .map(each -> each.revision().template())
            .findFirst();
    return PodFacts.read(pod, hash, template);
  }

  /** What came of reading a workload. */
  public sealed interface Reading {

    /** It is there. */
    record Found(WorkloadSnapshot snapshot) implements Reading {}

    /** It is not there. */
    record Missing() implements Reading {}

    /** We may not read it, or a part of it. */
    record Forbidden(String explanation) implements Reading {}

    /** Nothing is known about it. */
    record Unreachable(String explanation) implements Reading {}
  }
}
