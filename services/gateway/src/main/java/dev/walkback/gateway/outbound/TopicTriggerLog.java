package dev.walkback.gateway.outbound;

import dev.walkback.chassis.PublishFailedException;
import dev.walkback.chassis.RecordSender;
import dev.walkback.chassis.UnpublishableException;
import dev.walkback.events.TraceParent;
import dev.walkback.events.topic.Topics;
import dev.walkback.gateway.core.TriggerLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topic of triggers: the original bytes, as one record. */
public final class TopicTriggerLog implements TriggerLog {

  private static final Logger log = LoggerFactory.getLogger(TopicTriggerLog.class);

  private final RecordSender sender;
  private final Duration patience;

  public TopicTriggerLog(RecordSender sender, Duration patience) {
    this.sender = sender;
    this.patience = patience;
  }

  @Override
  public Result append(String key, byte[] body, Optional<TraceParent> trace) {
    byte[] keyBytes = key.isEmpty() ? null : key.getBytes(StandardCharsets.UTF_8);
    var outgoing = new ProducerRecord<byte[], byte[]>(Topics.TRIGGERS.name(), keyBytes, body);
    outgoing.headers().add("content-type", "application/json".getBytes(StandardCharsets.UTF_8));
    trace.ifPresent(parent ->
        outgoing.headers().add("traceparent", parent.toString().getBytes(StandardCharsets.UTF_8)));
    try {
      sender.send(outgoing, patience.toMillis());
      return new Result.Kept();
    } catch (PublishFailedException | UnpublishableException e) {
      log.warn("alert not taken reason=\"{}\"", e.getMessage());
      return new Result.Unconfirmed("The broker did not confirm it within " + patience);
    }
  }
}
