package dev.walkback.detector.outbound.kube;

import dev.walkback.detector.core.ClusterView;
import dev.walkback.events.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Tries for a while to read a cluster that cannot be read: an alert is judged once, so that a short
 * outage should not decide. After it was in vain the next ones are tried only once for some time,
 * so that many alerts do not wait one after the other.
 */
public final class PatientClusterView implements ClusterView {

  private final ClusterView cluster;
  private final InstantSource clock;
  private final Duration patience;
  private final Duration pause;
  private volatile Instant impatientUntil = Instant.EPOCH;

  /**
   * @param patience how long one question may be repeated; as long it is not repeated at all
   *     afterwards
   * @param pause between two tries
   */
  public PatientClusterView(
      ClusterView cluster, InstantSource clock, Duration patience, Duration pause) {
    this.cluster = cluster;
    this.clock = clock;
    this.patience = patience;
    this.pause = pause;
  }

  @Override
  public Owner ownerOf(String namespace, String pod) {
    return patiently(() -> cluster.ownerOf(namespace, pod), Owner::isUnreadable);
  }

  @Override
  public List<Look> look(List<WorkloadRef> workloads) {
    return patiently(() -> cluster.look(workloads), Look::anyUnreadable);
  }

  private <T> T patiently(Supplier<T> question, Predicate<T> inVain) {
    Instant begun = clock.instant();
    T answer = question.get();
    if (!inVain.test(answer) || begun.isBefore(impatientUntil)) {
      return answer;
    }
    while (inVain.test(answer) && clock.instant().isBefore(begun.plus(patience)) && paused()) {
      answer = question.get();
    }
    if (inVain.test(answer)) {
      impatientUntil = clock.instant().plus(patience);
    }
    return answer;
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
