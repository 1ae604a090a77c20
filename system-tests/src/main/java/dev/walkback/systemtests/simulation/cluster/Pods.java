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
        pending ? List.of() : List.of(container(content, ready, now - createdAt)));
  }

  private static ContainerFacts container(Content content, boolean ready, long age) {
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
        restarts > 0 ? OptionalInt.of(1) : OptionalInt.empty());
  }

  private static int restarts(Content content, long age) {
    return switch (content.behaviour()) {
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
    return since >= 0 && since % CYCLE < CYCLE * 7 / 10;
  }
}
