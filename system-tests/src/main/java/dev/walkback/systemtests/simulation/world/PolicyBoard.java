package dev.walkback.systemtests.simulation.world;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.policy.RollbackPolicy;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The policies, as they were at any time: readers of one topic are never equally far. */
public final class PolicyBoard {

  private final TreeMap<Long, Map<ApplicationId, RollbackPolicy>> versions = new TreeMap<>();

  public PolicyBoard() {
    versions.put(Long.MIN_VALUE, Map.of());
  }

  public void publish(RollbackPolicy policy, long now) {
    Map<ApplicationId, RollbackPolicy> next = new TreeMap<>(at(now));
    next.put(policy.application(), policy);
    versions.put(now, next);
  }

  public void withdraw(ApplicationId application, long now) {
    Map<ApplicationId, RollbackPolicy> next = new TreeMap<>(at(now));
    next.remove(application);
    versions.put(now, next);
  }

  public Map<ApplicationId, RollbackPolicy> at(long time) {
    return versions.floorEntry(time).getValue();
  }

  public Optional<RollbackPolicy> find(ApplicationId application, long time) {
    return Optional.ofNullable(at(time).get(application));
  }
}
