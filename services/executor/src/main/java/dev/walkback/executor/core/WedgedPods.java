package dev.walkback.executor.core;

import java.util.Comparator;
import java.util.List;

/**
 * Which pods of a StatefulSet have to go before its target can start. Its controller waits for a
 * broken pod to become ready before it replaces it, which never happens; with OnDelete it replaces
 * nothing at all.
 */
public final class WedgedPods {

  private WedgedPods() {}

  /**
   * What to do next.
   *
   * @param set as its status says now
   * @param pods all of the set
   */
  public static Next next(SetState set, List<PodState> pods) {
    if (!set.observed()) {
      return new Next.Wait("the StatefulSet controller has not seen the target yet");
    }
    List<PodState> outdated =
        pods.stream()
            .filter(pod -> pod.ordinal() >= set.partition())
            .filter(pod -> !pod.revision().equals(set.updateRevision()))
            .filter(pod -> !pod.deleting())
            .sorted(Comparator.comparingInt(PodState::ordinal).reversed())
            .toList();
    List<PodState> broken =
        outdated.stream().filter(pod -> !pod.ready() || pod.crashing()).toList();
    if (!broken.isEmpty()) {
      return new Next.Delete(broken);
    }
    if (!set.onDelete() || outdated.isEmpty()) {
      return new Next.Done();
    }
    boolean whole =
        pods.size() >= set.desired()
            && pods.stream().allMatch(pod -> pod.ready() && !pod.deleting());
    return whole
        ? new Next.Delete(List.of(outdated.getFirst()))
        : new Next.Wait("the pod that was deleted last is not ready again yet");
  }

  /**
   * The set.
   *
   * @param observed whether its status speaks of the target
   * @param partition ordinals below it are meant to stay as they are
   * @param onDelete whether pods are replaced only once somebody deletes them
   */
  public record SetState(
      boolean observed, String updateRevision, int partition, int desired, boolean onDelete) {}

  /** The next move. */
  public sealed interface Next {

    /** Delete these, in this order. */
    record Delete(List<PodState> pods) implements Next {

      public Delete {
        pods = List.copyOf(pods);
      }
    }

    /** Look again in a moment. */
    record Wait(String reason) implements Next {}

    /** The controller can do the rest by itself. */
    record Done() implements Next {}
  }
}
