package dev.walkback.chassis;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.codec.Decoded;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.topic.Topics;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a record on the policies' topic means: a new policy, or with no value the end of one. What
 * cannot be read changes nothing, so that the policy before stays in force.
 */
final class PolicyRecords {

  private static final Logger LOG = LoggerFactory.getLogger(PolicyRecords.class);

  private final EventReader reader;

  PolicyRecords(EventCodec codec) {
    this.reader = new EventReader(codec);
  }

  Policies apply(Policies policies, InboundRecord inbound) {
    Optional<ApplicationId> key = application(inbound);
    if (key.isEmpty()) {
      return ignored(policies, inbound, "Expected an application as the key");
    }
    if (inbound.value() == null) {
      LOG.info("policy removed application={}", key.get());
      return policies.without(key.get());
    }
    return switch (reader.read(Topics.POLICIES, inbound)) {
      case Decoded.Read read when read.envelope().data() instanceof RollbackPolicy policy ->
          policy.application().equals(key.get())
              ? accepted(policies, policy)
              : ignored(policies, inbound, "Expected the key " + policy.application());
      case Decoded.Read _, Decoded.Foreign _ ->
          ignored(policies, inbound, "Expected a policy, but found something else");
      case Decoded.Unreadable unreadable -> ignored(policies, inbound, unreadable.reason());
    };
  }

  private static Policies accepted(Policies policies, RollbackPolicy policy) {
    LOG.info(
        "policy application={} version={}", policy.application(), policy.version().abbreviated());
    return policies.with(policy);
  }

  private static Policies ignored(Policies policies, InboundRecord inbound, String reason) {
    LOG.warn(
        "policy ignored, the one before stays in force position={} reason=\"{}\"",
        inbound.position(),
        OneLine.of(reason));
    return policies;
  }

  private static Optional<ApplicationId> application(InboundRecord inbound) {
    String key = inbound.key();
    try {
      return key == null ? Optional.empty() : Optional.of(ApplicationId.parse(key));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
