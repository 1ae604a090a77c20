package dev.walkback.cli.policy;

import dev.walkback.cli.kafka.Connection;
import dev.walkback.cli.kafka.TopicSink;
import dev.walkback.cli.kafka.TopicSource;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.Envelope;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Brings the compacted topic of policies to what was loaded. */
public final class PolicyPublisher {

  private static final String SOURCE = "/walkback/policies";

  private PolicyPublisher() {}

  /**
   * Publishes what is new or changed.
   *
   * @param prune whether policies that were not loaded are removed; else they stay and are named
   * @return one line for each policy
   */
  public static List<String> publish(
      Connection connection, List<RollbackPolicy> policies, boolean prune) {
    Map<ApplicationId, RollbackPolicy> published = published(connection);
    var changes = new ArrayList<String>();
    try (var sink = TopicSink.open(connection)) {
      for (RollbackPolicy policy : policies) {
        RollbackPolicy before = published.remove(policy.application());
        if (policy.equals(before)) {
          changes.add(policy.application() + " is as it was");
          continue;
        }
        sink.publish(Topics.POLICIES, envelope(policy));
        changes.add(
            "%s is %s (version %s)"
                .formatted(
                    policy.application(),
                    before == null ? "published" : "changed",
                    policy.version().abbreviated()));
      }
      for (ApplicationId left : new TreeSet<>(published.keySet())) {
        if (prune) {
          sink.remove(Topics.POLICIES, left);
        }
        changes.add(
            left
                + (prune
                    ? " is removed"
                    : " is not in the directory and stays (--prune removes it)"));
      }
    }
    return changes;
  }

  private static Envelope<RollbackPolicy> envelope(RollbackPolicy policy) {
    String id = policy.application() + "@" + policy.version();
    return new Envelope<>(id, SOURCE, Instant.now(), Optional.empty(), policy);
  }

  private static Map<ApplicationId, RollbackPolicy> published(Connection connection) {
    var published = new HashMap<ApplicationId, RollbackPolicy>();
    try (var source = TopicSource.open(connection, Topics.POLICIES, Optional.empty())) {
      for (TopicSource.Line line : source.readToEnd()) {
        Optional<RollbackPolicy> policy = line.data(RollbackPolicy.class);
        if (policy.isPresent()) {
          published.put(policy.get().application(), policy.get());
        } else if (line.value().length == 0 && line.key().contains("/")) {
          published.remove(ApplicationId.parse(line.key()));
        }
      }
    }
    return published;
  }
}
