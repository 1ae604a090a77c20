package dev.walkback.cli.command;

import dev.walkback.cli.kafka.Connection;
import dev.walkback.cli.kafka.NothingToDo;
import dev.walkback.cli.kafka.TopicSource;
import dev.walkback.cli.live.Headline;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.Event;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.hold.HoldChanged;
import dev.walkback.events.release.ReleaseLedger;
import dev.walkback.events.topic.Topic;
import dev.walkback.events.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the compacted topics know at this moment: of each key the newest record. */
final class Known {

  private Known() {}

  /** The rollback that goes on now. */
  static RollbackStatus live(Connection connection, ApplicationId application) {
    RollbackStatus status = newest(connection, application);
    if (status.phase().isFinal()) {
      throw new NothingToDo(
          "No rollback of %s is going on: the last one (%s) is over, it ended as: %s."
              .formatted(application, status.rollbackId(), Headline.words(status.phase())));
    }
    return status;
  }

  /** The newest rollback, which may have ended. */
  static RollbackStatus newest(Connection connection, ApplicationId application) {
    return of(connection, Topics.STATUS, application, RollbackStatus.class)
        .orElseThrow(() ->
            new NothingToDo(
                "No rollback of %s is known: none was ever begun, or the name is wrong."
                    .formatted(application)));
  }

  static Optional<ReleaseLedger> ledger(Connection connection, ApplicationId application) {
    return of(connection, Topics.RELEASES, application, ReleaseLedger.class);
  }

  /** All holds that are in force, by their scope. */
  static List<HoldChanged> holds(Connection connection, Instant now) {
    try (var source = TopicSource.open(connection, Topics.HOLDS, Optional.empty())) {
      return newest(source).values().stream()
          .flatMap(line -> line.data(HoldChanged.class).stream())
          .filter(change -> change.hold().filter(hold -> hold.holdsAt(now)).isPresent())
          .toList();
    }
  }

  /** The newest record of each key; removed ones are not among them. */
  static Map<String, TopicSource.Line> newest(TopicSource source) {
    var newest = new TreeMap<String, TopicSource.Line>();
    for (TopicSource.Line line : source.readToEnd()) {
      newest.put(line.key(), line);
    }
    newest.values().removeIf(line -> line.value().length == 0);
    return newest;
  }

  private static <E extends Event> Optional<E> of(
      Connection connection, Topic topic, ApplicationId application, Class<E> type) {
    try (var source = TopicSource.open(connection, topic, Optional.of(application))) {
      return newest(source).values().stream().flatMap(line -> line.data(type).stream()).findFirst();
    }
  }
}
