package dev.walkback.systemtests.chaos;

import dev.walkback.events.audit.LedgerEntry.ReleaseWatchStarted;
import dev.walkback.events.codec.EventType;
import dev.walkback.events.codec.EventTypes;
import dev.walkback.events.release.ReleaseSeen;
import dev.walkback.events.topic.Topic;
import dev.walkback.events.topic.Topics;
import dev.walkback.testsupport.TopicReader;
import dev.walkback.testsupport.slack.SlackStandIn;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Once a round is over and nothing more is said, all services are killed and begin again with
 * nothing but what the log has: the orchestrator makes its state from the changelog, the notifier
 * its memory from its topic. That is to be silent.
 *
 * <p>One thing is said again, and for a reason: the detector has no memory, so that it says at
 * first sight what is live of each application, with the id that it had before. Nothing follows
 * where that release has proven itself. Where it has not, because its rollback ended with a human
 * or its watch without a verdict, it is watched once more: that is one audit record, one
 * verification with what comes of it, and the notifier's note that it has read the record.
 */
final class Restart implements AutoCloseable {

  /** Longer than any session of a dead member, so that each partition has somebody again. */
  private static final Duration SETTLING = Duration.ofSeconds(12);

  private static final String WATCH_STARTED = ReleaseWatchStarted.class.getSimpleName();

  private static final String RELEASE_SEEN =
      EventTypes.ALL.stream()
          .filter(type -> type.data() == ReleaseSeen.class)
          .map(EventType::name)
          .findFirst()
          .orElseThrow();

  private static final Duration LOOK = Duration.ofMillis(500);

  /** A watch of a release that did not come up ends by its deadline, two minutes after it began. */
  private static final Duration UNTIL_QUIET = Duration.ofMinutes(4);

  private final TopicReader topics;
  private final Stage stage;

  private Restart(Stage stage, TopicReader topics) {
    this.stage = stage;
    this.topics = topics;
  }

  /** The topics are there. */
  static Restart on(Stage stage) {
    String[] names = Topics.ALL.stream().map(Topic::name).toArray(String[]::new);
    return new Restart(stage, TopicReader.fromBeginning(stage.broker().address(), names));
  }

  /**
   * One record: where it stands, and what it says it is.
   *
   * @param type of the event; of an audit record the kind of its entry
   * @param key the application, where it is about one
   */
  record Said(String topic, String position, String type, String id, String key) {

    static Said of(ConsumerRecord<String, byte[]> found) {
      String position = "%s-%d@%d".formatted(found.topic(), found.partition(), found.offset());
      return new Said(
          found.topic(),
          position,
          type(found),
          header(found, "ce_id"),
          String.valueOf(found.key()));
    }

    private static String type(ConsumerRecord<String, byte[]> found) {
      return found.topic().equals(Topics.AUDIT.name())
          ? AuditLog.line(found).record().entry().getClass().getSimpleName()
          : header(found, "ce_type");
    }

    private static String header(ConsumerRecord<String, byte[]> found, String name) {
      Header header = found.headers().lastHeader(name);
      return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
  }

  /**
   * All that services can do to others, so far.
   *
   * @param said on any topic of Walkback's
   * @param written to the cluster
   * @param posted to the chat
   */
  record Doings(List<Said> said, List<String> written, List<String> posted) {}

  /** Kills all and listens. Empty where everybody is silent. */
  List<String> faults(Reaper reaper) {
    Doings before = awaitQuiet(reaper);
    if (!isOver(before.said())) {
      return List.of("a verification that was asked for has no conclusion");
    }
    reaper.beginRest();
    stage.awaitReady();
    LockSupport.parkNanos(SETTLING.toNanos());
    return beyond(before, doings());
  }

  /** What was done that had not been before, and that nothing excuses. */
  static List<String> beyond(Doings before, Doings after) {
    Set<Said> old = new HashSet<>(before.said());
    Set<String> seen =
        before.said().stream()
            .filter(Restart::isSight)
            .map(Said::id)
            .collect(Collectors.toUnmodifiableSet());
    List<Said> anew = after.said().stream().filter(said -> !old.contains(said)).toList();
    Set<String> watched =
        anew.stream()
            .filter(said -> said.type().equals(WATCH_STARTED))
            .map(Said::key)
            .collect(Collectors.toUnmodifiableSet());
    List<String> faults = new ArrayList<>();
    anew.stream()
        .filter(said -> !isSight(said) || !seen.contains(said.id()))
        .filter(said -> !isOfWatch(said) || !watched.contains(said.key()))
        .map(said ->
            "said after a restart at rest: %s %s, %s"
                .formatted(said.type(), said.id(), said.position()))
        .forEach(faults::add);
    rest(before.written(), after.written())
        .forEach(write -> faults.add("written after a restart at rest: " + write));
    rest(before.posted(), after.posted())
        .forEach(call -> faults.add("posted after a restart at rest: " + call));
    return faults;
  }

  private static boolean isOfWatch(Said said) {
    return said.type().equals(WATCH_STARTED)
        || said.id().contains("/watch")
        || said.topic().equals(Topics.NOTIFIER_THREADS.name());
  }

  private static boolean isSight(Said said) {
    return said.topic().equals(Topics.SUSPICIONS.name()) && said.type().equals(RELEASE_SEEN);
  }

  private static List<String> rest(List<String> before, List<String> after) {
    return after.subList(before.size(), after.size());
  }

  /** Until nobody did anything or died for a while, and nobody has work that takes long. */
  private Doings awaitQuiet(Reaper reaper) {
    long end = System.nanoTime() + UNTIL_QUIET.toNanos();
    long since = System.nanoTime();
    int before = -1;
    while (System.nanoTime() - end < 0 && System.nanoTime() - since < SETTLING.toNanos()) {
      LockSupport.parkNanos(LOOK.toNanos());
      List<Said> said = said();
      int now = said.size() + stage.slack().calls().size() + reaper.kills().size();
      if (now != before || !isOver(said) || !stage.isReady()) {
        since = System.nanoTime();
      }
      before = now;
    }
    return doings();
  }

  /** Whether every verification that was asked for has its conclusion. */
  static boolean isOver(List<Said> said) {
    Set<String> answers = ids(said, Topics.VERIFICATION_OUTCOMES);
    return ids(said, Topics.VERIFICATIONS).stream()
        .allMatch(asked -> answers.contains(asked + "/concluded"));
  }

  private static Set<String> ids(List<Said> said, Topic topic) {
    return said.stream()
        .filter(each -> each.topic().equals(topic.name()))
        .map(Said::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  private List<Said> said() {
    return topics.upToNow().stream().map(Said::of).toList();
  }

  private Doings doings() {
    return new Doings(
        said(),
        stage.shops().writes(),
        stage.slack().calls().stream()
            .map(SlackStandIn.Call::method)
            .filter(method -> method.startsWith("chat."))
            .toList());
  }

  @Override
  public void close() {
    topics.close();
  }
}
