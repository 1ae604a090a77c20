package dev.walkback.chassis;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.policy.FleetPolicy;
import dev.walkback.events.policy.RollbackPolicy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All policies at one moment.
 *
 * @param fleet what holds for all applications together; the default where none is published
 */
public record Policies(Map<ApplicationId, RollbackPolicy> byApplication, FleetPolicy fleet) {

  public static final Policies NONE = new Policies(Map.of());

  public Policies {
    // Sorted outside as inside: a copy of what is known to be sorted is made in one pass.
    byApplication = Collections.unmodifiableSortedMap(new TreeMap<>(byApplication));
  }

  /** With the default for all together. */
  public Policies(Map<ApplicationId, RollbackPolicy> byApplication) {
    this(byApplication, FleetPolicy.DEFAULT);
  }

  /** Those of single applications. */
  public List<RollbackPolicy> all() {
    return List.copyOf(byApplication.values());
  }

  public Optional<RollbackPolicy> find(ApplicationId application) {
    return Optional.ofNullable(byApplication.get(application));
  }

  Policies with(RollbackPolicy policy) {
    var changed = new TreeMap<>(byApplication);
    changed.put(policy.application(), policy);
    return new Policies(changed, fleet);
  }

  Policies with(FleetPolicy changed) {
    return new Policies(byApplication, changed);
  }

  Policies without(ApplicationId application) {
    if (application.equals(ApplicationId.EVERYTHING)) {
      return new Policies(byApplication);
    }
    var changed = new TreeMap<>(byApplication);
    changed.remove(application);
    return new Policies(changed, fleet);
  }
}
