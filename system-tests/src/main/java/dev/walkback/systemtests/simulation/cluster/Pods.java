package dev.walkback.systemtests.simulation.cluster;

import dev.walkback.systemtests.simulation.world.Agenda;
import dev.walkback.workloads.Condition;
import dev.walkback.workloads.ContainerFacts;
import dev.walkback.workloads.PodFacts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How a pod looks, by what it runs and since when. */
final class Pods {

  /** A release that crashes later does so after this time, in milliseconds. */
  static final long LATER = 12_000;

  private static final long CYCLE = 10_000;
  private static final long DOWN = 7_000;

  private Pods() {}

  static boolean ready(Content content, long createdAt, long now) {
    long age = now - createdAt;
    return content.behaviour().becomesReady()
        && age >= content.readyAfter()
        && !(content.behaviour() == Content.Behaviour.CRASHES_LATER && isDown(content, age));
  }

  static PodFacts facts(String name, String uid, Content content, long createdAt, long now) {
    boolean ready = ready(content, createdAt, now);
    boolean pending = content.behaviour() == Content.Behaviour.PENDING;
    return new PodFacts(
        name,
        uid,
        pending ? "Pending" : "Running",
        Optional.of(Agenda.instantOf(createdAt)),
        Optional.empty(),
        content.name(),
        Optional.of(content.digest()),
        List.of(new Condition("Ready", ready ? "True" : "False", "", "")),
        pending ? List.of() : List.of(container(content, ready, createdAt, now)));
  }

  private static ContainerFacts container(
      Content content, boolean ready, long createdAt, long now) {
    long age = now - createdAt;
    int restarts = restarts(content, age);
    boolean loops = restarts > 0 && !ready;
    return new ContainerFacts(
        "app",
        false,
        ready,
        !loops,
        restarts,
        loops ? Optional.of("CrashLoopBackOff") : Optional.empty(),
        Optional.empty(),
        restarts > 0 ? Optional.of("Error") : Optional.empty(),
        restarts > 0 ? OptionalInt.of(1) : OptionalInt.empty(),
        loops
            ? Optional.empty()
            : Optional.of(Agenda.instantOf(createdAt + lastStart(content, age))));
  }

  /** Since the pod was made. */
  private static long lastStart(Content content, long age) {
    return switch (content.behaviour()) {
      case STUMBLES -> restarts(content, age) > 0 ? content.readyAfter() : 0;
      case CRASHES_LATER -> {
        long since = age - content.readyAfter() - LATER;
        yield since < 0 ? 0 : age - since % CYCLE + DOWN;
      }
      case GOOD, CRASHES, ERRORS, PENDING -> 0;
    };
  }

  private static int restarts(Content content, long age) {
    return switch (content.behaviour()) {
      case STUMBLES -> (int) Math.min(2, age * 3 / content.readyAfter());
      case CRASHES -> (int) (age / CYCLE) + 1;
      case CRASHES_LATER -> {
        long since = age - content.readyAfter() - LATER;
        yield since < 0 ? 0 : (int) (since / CYCLE) + 1;
      }
      case GOOD, ERRORS, PENDING -> 0;
    };
  }

  private static boolean isDown(Content content, long age) {
    long since = age - content.readyAfter() - LATER;
    return since >= 0 && since % CYCLE < DOWN;
  }
}
