package dev.walkback.chassis;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.Event;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.hold.HoldChanged;
import dev.walkback.events.topic.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The holds as they stand on their topic. Who is about to change something asks {@link #asOfNow}: a
 * brake that was pulled before is then never missed, however long this process was stopped or cut
 * off meanwhile.
 */
public final class HoldsView extends CompactedTopic<Holds> {

  private static final Logger LOG = LoggerFactory.getLogger(HoldsView.class);

  public HoldsView(KafkaSettings settings, EventCodec codec) {
    this(Source.of(settings), codec);
  }

  HoldsView(Source source, EventCodec codec) {
    super("holds", Topics.HOLDS, Holds.NONE, source, codec);
  }

  @Override
  Holds with(Holds before, Event event) {
    if (!(event instanceof HoldChanged changed)) {
      LOG.warn("record ignored: Expected a hold, but found {}", event.getClass().getSimpleName());
      return before;
    }
    LOG.info(
        "hold scope={} {}",
        changed.application(),
        changed.hold().map(hold -> "by=" + OneLine.of(hold.by())).orElse("lifted"));
    return changed
        .hold()
        .map(hold -> before.with(changed.application(), hold))
        .orElseGet(() -> before.without(changed.application()));
  }

  @Override
  Holds without(Holds before, ApplicationId key) {
    return before.without(key);
  }
}
