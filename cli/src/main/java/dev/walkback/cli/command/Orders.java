package dev.walkback.cli.command;

import dev.walkback.cli.kafka.TopicSink;
import dev.walkback.cli.kafka.TopicSource;
import dev.walkback.cli.live.LiveView;
import dev.walkback.cli.live.Narrator;
import dev.walkback.cli.live.Terminal;
import dev.walkback.events.Envelope;
import dev.walkback.events.TraceParent;
import dev.walkback.events.TriggerId;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.events.command.Command;
import dev.walkback.events.topic.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Publishes an order and says what came of it. */
final class Orders {

  /** Do not wait for the end of the rollback. */
  static final Set<Phase> NOT_FOLLOWED = EnumSet.noneOf(Phase.class);

  /** Wait for the end; only healthy is a good one. */
  static final Set<Phase> TO_HEALTH = EnumSet.of(Phase.HEALTHY);

  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final OrderOptions options;
  private final PrintWriter out;

  Orders(OrderOptions options, PrintWriter out) {
    this.options = options;
    this.out = out;
  }

  /**
   * Waits for the audit entry that names this order, under the same key.
   *
   * @param goodEnds how a rollback that is to be followed may end; none: it is not followed
   * @return the exit code
   */
  int give(Command data, Instant now, Set<Phase> goodEnds) {
    return give(data, now, goodEnds, LiveView::on);
  }

  /** The same, and only the answer is told, not where the rollback stands. */
  int giveBriefly(Command data, Instant now) {
    return give(data, now, NOT_FOLLOWED, LiveView::brief);
  }

  private int give(
      Command data, Instant now, Set<Phase> goodEnds, Function<Terminal, LiveView> on) {
    String id = UUID.randomUUID().toString();
    var trace = Optional.of(TraceParent.derivedFrom(id));
    var command = new Envelope<>(id, TriggerId.COMMAND_LINE, now, trace, data);
    try (var source =
            TopicSource.open(
                options.connection(), Topics.AUDIT, Optional.of(command.application()));
        var sink = TopicSink.open(options.connection())) {
      source.skipToEnd();
      sink.publish(Topics.COMMANDS, command);
      return new CommandAnswer(source, command, telling(now, on)).await(ANSWER, goodEnds);
    }
  }

  private Telling telling(Instant start, Function<Terminal, LiveView> on) {
    if (options.global().json()) {
      return Telling.json(out);
    }
    Terminal terminal = options.global().terminal(out);
    LiveView view = on.apply(terminal);
    return Telling.live(view, new Narrator(view, ZoneId.systemDefault(), start), terminal);
  }
}
