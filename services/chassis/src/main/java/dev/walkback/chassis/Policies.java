package dev.walkback.chassis;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.policy.RollbackPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All policies at one moment. */
public record Policies(Map<ApplicationId, RollbackPolicy> byApplication) {

  public static final Policies NONE = new Policies(Map.of());

  public Policies {
    byApplication = java.util.Collections.unmodifiableMap(new TreeMap<>(byApplication));
  }

  public List<RollbackPolicy> all() {
    return List.copyOf(byApplication.values());
  }

  public Optional<RollbackPolicy> find(ApplicationId application) {
    return Optional.ofNullable(byApplication.get(application));
  }

  Policies with(RollbackPolicy policy) {
    var changed = new TreeMap<>(byApplication);
    changed.put(policy.application(), policy);
    return new Policies(changed);
  }

  Policies without(ApplicationId application) {
    var changed = new TreeMap<>(byApplication);
    changed.remove(application);
    return new Policies(changed);
  }
}
