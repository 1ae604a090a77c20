package dev.walkback.orchestrator.inbound;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.policy.RollbackPolicy;
import java.util.Optional;

/** Where the policies come from. Answers at once, by what it knows now. */
@FunctionalInterface
public interface PolicySource {

  Optional<RollbackPolicy> find(ApplicationId application);
}
