package dev.walkback.orchestrator.core;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.RollbackId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who has leave of a guard, who waits for it, and who wanted it lately.
 *
 * @param holders in the order in which they got it
 * @param queue in the order in which they asked
 * @param wants when each application asked last, for the storm brake
 */
public record Guard(List<Permit> holders, List<Permit> queue, Map<ApplicationId, Instant> wants) {

  public static final Guard EMPTY = new Guard(List.of(), List.of(), Map.of());

  /** How long it is remembered that an application wanted to go back. */
  static final Duration WANTS_KEPT = Duration.ofDays(1);

  /** How many applications are remembered at most; the oldest go first. */
  static final int MAX_WANTS = 2000;

  public Guard {
    holders = List.copyOf(holders);
    queue = List.copyOf(queue);
    // Insertion order decides which goes first, so Map.copyOf will not do.
    wants = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(wants));
  }

  /** Leave for one rollback of one application. */
  public record Permit(ApplicationId requester, RollbackId rollbackId) {}

  boolean holds(Permit permit) {
    return holders.contains(permit);
  }

  boolean queues(Permit permit) {
    return queue.contains(permit);
  }

  /** How many other applications wanted to go back since this moment. */
  long othersSince(Instant since, ApplicationId requester) {
    return wants.entrySet().stream()
        .filter(want -> !want.getKey().equals(requester) && !want.getValue().isBefore(since))
        .count();
  }

  Optional<Permit> next() {
    return queue.stream().findFirst();
  }

  Guard granted(Permit permit, Instant at) {
    return new Guard(plus(holders, permit), minus(queue, permit), wanted(permit, at));
  }

  Guard queued(Permit permit, Instant at) {
    return new Guard(holders, plus(queue, permit), wanted(permit, at));
  }

  Guard returned(Permit permit) {
    return new Guard(minus(holders, permit), minus(queue, permit), wants);
  }

  Guard stormy(Permit permit, Instant at) {
    return new Guard(holders, queue, wanted(permit, at));
  }

  private Map<ApplicationId, Instant> wanted(Permit permit, Instant at) {
    Map<ApplicationId, Instant> kept = new LinkedHashMap<>(wants);
    kept.values().removeIf(since -> since.plus(WANTS_KEPT).isBefore(at));
    kept.remove(permit.requester());
    kept.put(permit.requester(), at);
    while (kept.size() > MAX_WANTS) {
      kept.remove(kept.keySet().iterator().next());
    }
    return kept;
  }

  private static List<Permit> plus(List<Permit> permits, Permit permit) {
    List<Permit> more = new ArrayList<>(minus(permits, permit));
    more.add(permit);
    return more;
  }

  private static List<Permit> minus(List<Permit> permits, Permit permit) {
    return permits.stream().filter(other -> !other.equals(permit)).toList();
  }
}
