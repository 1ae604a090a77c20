package dev.walkback.verifier.core;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.verification.Verification.Expected;
import dev.walkback.workloads.Condition;
import dev.walkback.workloads.ContainerFacts;
import dev.walkback.workloads.PodFacts;
import dev.walkback.workloads.RolloutState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** What may be seen of a workload with two replicas. */
final class Seen {

  static final ContentDigest GOOD = ContentDigest.of("good");
  static final ContentDigest BAD = ContentDigest.of("bad");
  static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");

  private Seen() {}

  static Look.OfWorkload of(WorkloadKind kind, Look.Workload found) {
    return new Look.OfWorkload(
        new Expected(new WorkloadRef(kind, "production", "app"), GOOD), found);
  }

  static Look look(Look.Workload found) {
    return new Look(List.of(of(WorkloadKind.DEPLOYMENT, found)), List.of());
  }

  static Look healthy() {
    return look(seen(Counters.done(), ready("a"), ready("b")));
  }

  static Look broken() {
    return look(
        seen(Counters.done(), ready("a"), pod("b", GOOD, false, waiting("CrashLoopBackOff", 3))));
  }

  /** Healthy, but of another release. */
  static Look replaced() {
    return look(
        new Look.Workload.Seen(
            BAD, false, Counters.done().state(), List.of(pod("c", BAD, true, running(0)))));
  }

  static Look blind() {
    return look(new Look.Workload.Unknown("no route"));
  }

  static Look.Workload.Seen seen(Counters counters, PodFacts... pods) {
    return new Look.Workload.Seen(GOOD, false, counters.state(), List.of(pods));
  }

  static PodFacts ready(String name) {
    return pod(name, GOOD, true, running(0));
  }

  static PodFacts pod(
      String name, ContentDigest template, boolean ready, ContainerFacts container) {
    return new PodFacts(
        name,
        "uid-" + name,
        "Running",
        Optional.empty(),
        Optional.empty(),
        "hash",
        Optional.of(template),
        List.of(new Condition("Ready", ready ? "True" : "False", "", "")),
        List.of(container));
  }

  static PodFacts made(Instant at, PodFacts pod) {
    return new PodFacts(
        pod.name(),
        pod.uid(),
        pod.phase(),
        Optional.of(at),
        pod.deletionTimestamp(),
        pod.revisionHash(),
        pod.template(),
        pod.conditions(),
        pod.containers());
  }

  static PodFacts leaving(PodFacts pod) {
    return new PodFacts(
        pod.name(),
        pod.uid(),
        pod.phase(),
        pod.createdAt(),
        Optional.of(AT),
        pod.revisionHash(),
        pod.template(),
        pod.conditions(),
        pod.containers());
  }

  static PodFacts ended(PodFacts pod) {
    return new PodFacts(
        pod.name(),
        pod.uid(),
        "Failed",
        pod.createdAt(),
        pod.deletionTimestamp(),
        pod.revisionHash(),
        pod.template(),
        List.of(),
        pod.containers());
  }

  static ContainerFacts running(int restarts) {
    return new ContainerFacts(
        "main",
        false,
        true,
        true,
        restarts,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty());
  }

  /** After so many crashes. */
  static ContainerFacts running(int restarts, Instant since) {
    return new ContainerFacts(
        "main",
        false,
        true,
        true,
        restarts,
        Optional.empty(),
        Optional.empty(),
        restarts == 0 ? Optional.empty() : Optional.of("Error"),
        restarts == 0 ? OptionalInt.empty() : OptionalInt.of(1),
        Optional.of(since));
  }

  static ContainerFacts waiting(String reason, int restarts) {
    return new ContainerFacts(
        "main",
        false,
        false,
        false,
        restarts,
        Optional.of(reason),
        Optional.empty(),
        Optional.of("Error"),
        OptionalInt.of(1));
  }

  static PodFacts[] readyPods(int count) {
    return IntStream.range(0, count).mapToObj(i -> ready("p" + i)).toArray(PodFacts[]::new);
  }

  /** The counters of a rollout, each changed by what is different. */
  record Counters(
      long observed,
      int desired,
      int total,
      int updated,
      int ready,
      int available,
      String strategy,
      int partition,
      String current,
      List<Condition> conditions) {

    static Counters done() {
      return new Counters(5, 2, 2, 2, 2, 2, "RollingUpdate", 0, "r2", List.of());
    }

    Counters counts(int total, int updated, int available) {
      return new Counters(
          observed,
          desired,
          total,
          updated,
          available,
          available,
          strategy,
          partition,
          current,
          conditions);
    }

    Counters desired(int count) {
      return new Counters(
          observed, count, count, count, count, count, strategy, partition, current, conditions);
    }

    Counters observed(long generation) {
      return new Counters(
          generation,
          desired,
          total,
          updated,
          ready,
          available,
          strategy,
          partition,
          current,
          conditions);
    }

    Counters strategy(String name) {
      return new Counters(
          observed,
          desired,
          total,
          updated,
          ready,
          available,
          name,
          partition,
          current,
          conditions);
    }

    Counters partition(int ordinal, int updatedPods) {
      return new Counters(
          observed,
          desired,
          total,
          updatedPods,
          ready,
          available,
          strategy,
          ordinal,
          "r1",
          conditions);
    }

    Counters current(String revision) {
      return new Counters(
          observed,
          desired,
          total,
          updated,
          ready,
          available,
          strategy,
          partition,
          revision,
          conditions);
    }

    Counters with(Condition condition) {
      return new Counters(
          observed,
          desired,
          total,
          updated,
          ready,
          available,
          strategy,
          partition,
          current,
          List.of(condition));
    }

    RolloutState state() {
      return new RolloutState(
          5,
          observed,
          desired,
          total,
          updated,
          ready,
          available,
          strategy,
          partition == 0 ? OptionalInt.empty() : OptionalInt.of(partition),
          current,
          "r2",
          conditions);
    }
  }
}
