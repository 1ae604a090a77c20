package dev.walkback.chassis;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.Event;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.policy.FleetPolicy;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.topic.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The policies as they stand on their topic. */
public final class PoliciesView extends CompactedTopic<Policies> {

  private static final Logger LOG = LoggerFactory.getLogger(PoliciesView.class);

  public PoliciesView(KafkaSettings settings, EventCodec codec) {
    this(Source.of(settings), codec);
  }

  PoliciesView(Source source, EventCodec codec) {
    super("policies", Topics.POLICIES, Policies.NONE, source, codec);
  }

  @Override
  Policies with(Policies before, Event event) {
    if (event instanceof FleetPolicy fleet) {
      LOG.info("fleet policy version={}", fleet.version().abbreviated());
      return before.with(fleet);
    }
    if (event instanceof RollbackPolicy policy && !policy.application().isScope()) {
      LOG.info(
          "policy application={} version={}", policy.application(), policy.version().abbreviated());
      return before.with(policy);
    }
    LOG.warn(
        "policy ignored, the one before stays in force: Expected one of an application, but found"
            + " {} of {}",
        event.getClass().getSimpleName(),
        event.application());
    return before;
  }

  @Override
  Policies without(Policies before, ApplicationId key) {
    LOG.info("policy removed application={}", key);
    return before.without(key);
  }
}
