package dev.walkback.gateway.core;

import dev.walkback.events.topic.Topics;
import dev.walkback.gateway.core.AlertmanagerWebhook.Reading;
import dev.walkback.gateway.core.AlertmanagerWebhook.Span;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A webhook as webhooks that each fit into one record: the alerts in their order, a part of them in
 * each, and around them everything else as it was. One that fits is left as it is.
 */
public final class WebhookParts {

  private final byte[] body;
  private final Span array;
  private final List<Span> parts;
  private final int tooLarge;

  private WebhookParts(byte[] body, Span array, Packing packing) {
    this.body = body;
    this.array = array;
    this.parts = List.copyOf(packing.parts);
    this.tooLarge = packing.tooLarge;
  }

  /**
   * Cuts it.
   *
   * @param webhook what was read of these bytes
   */
  public static WebhookParts of(Reading.Webhook webhook, byte[] body) {
    List<Span> alerts = webhook.alerts();
    var array = new Span(alerts.getFirst().from(), alerts.getLast().to());
    var packing = new Packing(Topics.MAX_INPUT_BYTES - (body.length - array.length()));
    alerts.forEach(packing::take);
    return new WebhookParts(body, array, packing);
  }

  public int count() {
    return parts.size();
  }

  /** How many alerts are in none of the parts, because not even one with that alert alone fits. */
  public int tooLarge() {
    return tooLarge;
  }

  /** The parts, each one made when it is asked for. */
  public Stream<byte[]> each() {
    return parts.stream().map(this::bytes);
  }

  private byte[] bytes(Span part) {
    if (part.equals(array)) {
      return body;
    }
    return ByteBuffer.allocate(body.length - array.length() + part.length())
        .put(body, 0, array.from())
        .put(body, part.from(), part.length())
        .put(body, array.to(), body.length - array.to())
        .array();
  }

  /** Neighbours together, as many as there is room for. */
  private static final class Packing {

    private final int room;
    private final List<Span> parts = new ArrayList<>();
    private int inLast;
    private int tooLarge;

    Packing(int room) {
      this.room = room;
    }

    void take(Span alert) {
      if (alert.length() > room) {
        tooLarge++;
        inLast = 0;
      } else if (fitsBesideLast(alert)) {
        parts.set(parts.size() - 1, new Span(parts.getLast().from(), alert.to()));
        inLast++;
      } else {
        parts.add(alert);
        inLast = 1;
      }
    }

    private boolean fitsBesideLast(Span alert) {
      return inLast > 0
          && inLast < Topics.MAX_INPUT_ALERTS
          && alert.to() - parts.getLast().from() <= room;
    }
  }
}
