package dev.walkback.events.codec;

import dev.walkback.events.topic.Topic;
import dev.walkback.events.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the documents say of a topic, beside what the catalogue knows.
 *
 * @param actions what Walkback does with it: receive, send, or both where its services meet there
 */
record TopicStory(List<String> actions, String text) {

  private static final List<String> IN = List.of("receive");
  private static final List<String> OUT = List.of("send");
  private static final List<String> WITHIN = List.of("send", "receive");

  private static final Map<Topic, TopicStory> STORIES =
      Map.ofEntries(
          Map.entry(
              Topics.TRIGGERS,
              new TopicStory(
                  IN, "Alerts. Those of alerting systems are read as they are, key or not.")),
          Map.entry(
              Topics.COMMANDS,
              new TopicStory(
                  IN, "Orders by operators. Each is answered by one entry of the audit.")),
          Map.entry(
              Topics.SUSPICIONS,
              new TopicStory(WITHIN, "What the detector makes of alerts and of releases.")),
          Map.entry(Topics.EXECUTIONS, new TopicStory(WITHIN, "One step for the executor each.")),
          Map.entry(
              Topics.EXECUTION_OUTCOMES, new TopicStory(WITHIN, "What came of a step, once each.")),
          Map.entry(Topics.VERIFICATIONS, new TopicStory(WITHIN, "Checks for the verifier.")),
          Map.entry(Topics.VERIFICATION_OUTCOMES, new TopicStory(WITHIN, "What the verifier saw.")),
          Map.entry(
              Topics.POLICIES,
              new TopicStory(
                  IN, "The policy of each application; the fleet's own stands under */*.")),
          Map.entry(
              Topics.RELEASES,
              new TopicStory(OUT, "The ledger: the releases of each application, with standing.")),
          Map.entry(
              Topics.HOLDS,
              new TopicStory(
                  WITHIN, "What stands still: an application, namespace/*, or */* for all.")),
          Map.entry(
              Topics.GUARD_REQUESTS,
              new TopicStory(
                  WITHIN, "Rollbacks ask the guards of what is shared; keyed by the guard.")),
          Map.entry(Topics.GUARD_ANSWERS, new TopicStory(WITHIN, "What the guards say.")),
          Map.entry(
              Topics.CD_EVENTS,
              new TopicStory(OUT, "Finished rollbacks, as the CD Foundation's CDEvents.")),
          Map.entry(
              Topics.STATUS,
              new TopicStory(OUT, "Where the newest rollback of each application stands.")),
          Map.entry(
              Topics.AUDIT,
              new TopicStory(
                  OUT,
                  "All that happened: per application numbered without a gap, each record with the"
                      + " SHA-256 of the bytes of the one before. Read it with read_committed.")),
          Map.entry(
              Topics.NOTIFIER_THREADS,
              new TopicStory(WITHIN, "The notifier's own memory; no contract with anyone.")),
          Map.entry(
              Topics.DEAD_LETTERS,
              new TopicStory(
                  OUT, "What could not be read, as it was, with the reason in its headers.")));

  /** Records that are not events of ours. */
  static final Map<Topic, Foreign> FOREIGN =
      Map.of(
          Topics.TRIGGERS,
          new Foreign("webhook", "Alertmanager's or Grafana's webhook JSON, as it is."),
          Topics.CD_EVENTS,
          new Foreign("dev.cdevents.service.rolledback", "A CDEvent, by its published schema."),
          Topics.DEAD_LETTERS,
          new Foreign("dead-letter", "Any bytes."));

  static TopicStory of(Topic topic) {
    return Optional.ofNullable(STORIES.get(topic))
        .orElseThrow(
            () -> new IllegalStateException("Expected a sentence about " + topic.name() + " here"));
  }

  /** A message of others. */
  record Foreign(String name, String text) {}
}
