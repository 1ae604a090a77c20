package dev.walkback.detector.outbound.kube;

import dev.walkback.detector.core.ClusterView;
import dev.walkback.events.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Tries for a while to read what cannot be read though the cluster is there: an alert is judged
 * once, so that a short trouble should not decide. After it was in vain the next ones are tried
 * only once for some time, so that many alerts do not wait one after the other. Of a cluster that
 * is away altogether it says so at once; whoever asked decides how long to wait.
 */
public final class PatientClusterView implements ClusterView {

  private final ClusterView cluster;
  private final BooleanSupplier away;
  private final InstantSource clock;
  private final Duration patience;
  private final Duration pause;
  private volatile Instant impatientUntil = Instant.EPOCH;

  /**
   * Asks that cluster.
   *
   * @param away whether nothing at all can be read of the cluster
   * @param patience how long one question may be repeated; as long it is not repeated at all
   *     afterwards
   * @param pause between two tries
   */
  public PatientClusterView(
      ClusterView cluster,
      BooleanSupplier away,
      InstantSource clock,
      Duration patience,
      Duration pause) {
    this.cluster = cluster;
    this.away = away;
    this.clock = clock;
    this.patience = patience;
    this.pause = pause;
  }

  @Override
  public Owner ownerOf(String namespace, String pod) {
    return patiently(
        () -> cluster.ownerOf(namespace, pod), Owner::isUnreadable, PatientClusterView::away);
  }

  @Override
  public List<Look> look(List<WorkloadRef> workloads) {
    return patiently(
        () -> cluster.look(workloads),
        Look::anyUnreadable,
        looks -> looks.stream().map(PatientClusterView::away).toList());
  }

  private <T> T patiently(Supplier<T> question, Predicate<T> inVain, UnaryOperator<T> markedAway) {
    Instant begun = clock.instant();
    boolean impatient = begun.isBefore(impatientUntil);
    T answer = question.get();
    while (inVain.test(answer)) {
      if (away.getAsBoolean()) {
        return markedAway.apply(answer);
      }
      if (impatient) {
        return answer;
      }
      if (!clock.instant().isBefore(begun.plus(patience)) || !paused()) {
        impatientUntil = clock.instant().plus(patience);
        return answer;
      }
      answer = question.get();
    }
    return answer;
  }

  private static Owner away(Owner owner) {
    return owner instanceof Owner.Unreadable(String explanation, _)
        ? new Owner.Unreadable(explanation, true)
        : owner;
  }

  private static Look away(Look look) {
    return look instanceof Look.Unreadable(WorkloadRef workload, String explanation, _)
        ? new Look.Unreadable(workload, explanation, true)
        : look;
  }

  private boolean paused() {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
