package dev.walkback.orchestrator.inbound;

import dev.walkback.chassis.InboundRecord;
import dev.walkback.events.Envelope;
import dev.walkback.events.Event;
import dev.walkback.events.TriggerId;
import dev.walkback.events.codec.Decoded;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.command.Command;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.guard.GuardAnswer;
import dev.walkback.events.guard.GuardRequest;
import dev.walkback.events.release.ReleaseSeen;
import dev.walkback.events.suspicion.Suspicion;
import dev.walkback.events.topic.Topic;
import dev.walkback.events.topic.Topics;
import dev.walkback.events.verification.VerificationOutcome;
import dev.walkback.orchestrator.core.Input;
import dev.walkback.orchestrator.inbound.Reading.Understood;
import dev.walkback.orchestrator.inbound.Reading.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntSupplier;
import org.apache.kafka.common.utils.Utils;

/**
 * Reads what other services and operators wrote. Never throws on what it reads.
 *
 * <p>A record under the wrong key, or in the wrong partition for its key, is not read: two
 * instances would each keep a state of the same application and start a rollback each.
 */
public final class InputReader {

  /** What the orchestrator listens to. */
  public static final List<Topic> TOPICS =
      List.of(
          Topics.SUSPICIONS,
          Topics.COMMANDS,
          Topics.EXECUTION_OUTCOMES,
          Topics.VERIFICATION_OUTCOMES,
          Topics.GUARD_REQUESTS,
          Topics.GUARD_ANSWERS);

  private final EventCodec codec;
  private final IntSupplier partitions;

  /**
   * Reads by the same codec as everybody else.
   *
   * @param partitions how many partitions every topic has
   */
  public InputReader(EventCodec codec, IntSupplier partitions) {
    this.codec = codec;
    this.partitions = partitions;
  }

  public Reading read(InboundRecord inbound) {
    if (inbound.topic().equals(Topics.COMMANDS.name()) && size(inbound) > Topics.MAX_INPUT_BYTES) {
      return new Unreadable(
          "Expected a command of at most %d bytes, but found %d"
              .formatted(Topics.MAX_INPUT_BYTES, size(inbound)));
    }
    return switch (codec.decode(inbound.headers(), inbound.value())) {
      case Decoded.Read read -> placed(inbound, read.envelope());
      case Decoded.Foreign _ ->
          new Unreadable("Expected a CloudEvent, but found none of its attributes");
      case Decoded.Unreadable unreadable -> new Unreadable(unreadable.reason());
    };
  }

  private Reading placed(InboundRecord inbound, Envelope<? extends Event> envelope) {
    String application = envelope.application().toString();
    if (!application.equals(inbound.key())) {
      return new Unreadable(
          "Expected the application '%s' as the record's key, but found %s; write it under its application"
              .formatted(application, inbound.key() == null ? "none" : "'" + inbound.key() + "'"));
    }
    int expected = partitionOf(application, partitions.getAsInt());
    if (expected != inbound.partition()) {
      return new Unreadable(
          "Expected '%s' in partition %d, but found it in %d; let the producer partition by murmur2, as Kafka's own clients do (partitioner=murmur2_random with librdkafka)"
              .formatted(application, expected, inbound.partition()));
    }
    return understood(inbound, envelope);
  }

  private static Reading understood(InboundRecord inbound, Envelope<? extends Event> envelope) {
    Input input;
    switch (envelope.data()) {
      case Suspicion suspicion -> input = new Input.SuspicionArrived(suspicion);
      case Command command -> {
        try {
          var id = TriggerId.ofCommand(envelope.id(), envelope.source());
          input = new Input.CommandArrived(id, envelope.time(), command);
        } catch (IllegalArgumentException e) {
          return new Unreadable(String.valueOf(e.getMessage()));
        }
      }
      case ReleaseSeen seen -> input = new Input.ReleaseArrived(seen);
      case GuardRequest request -> input = new Input.GuardRequestArrived(request);
      case GuardAnswer answer -> input = new Input.GuardAnswerArrived(answer);
      case ExecutionOutcome outcome -> input = new Input.ExecutionOutcomeArrived(outcome);
      case VerificationOutcome outcome -> input = new Input.VerificationOutcomeArrived(outcome);
      // Event is open, because its families live in packages of their own.
      default -> {
        return new Unreadable(strange(inbound, envelope));
      }
    }
    return belongs(inbound, envelope.data())
        ? new Understood(envelope.application(), input, envelope.traceParent())
        : new Unreadable(strange(inbound, envelope));
  }

  private static boolean belongs(InboundRecord inbound, Event event) {
    return TOPICS.stream()
        .filter(topic -> topic.name().equals(inbound.topic()))
        .flatMap(topic -> topic.families().stream())
        .anyMatch(family -> family.isInstance(event));
  }

  private static String strange(InboundRecord inbound, Envelope<? extends Event> envelope) {
    return "Expected an event of %s, but found %s"
        .formatted(inbound.topic(), envelope.data().getClass().getSimpleName());
  }

  private static int partitionOf(String key, int count) {
    return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % count;
  }

  private static int size(InboundRecord inbound) {
    byte[] value = inbound.value();
    return value == null ? 0 : value.length;
  }
}
