package dev.walkback.cli.policy;

import dev.walkback.cli.kafka.Connection;
import dev.walkback.cli.kafka.TopicSink;
import dev.walkback.cli.kafka.TopicSource;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Envelope;
import dev.walkback.events.Event;
import dev.walkback.events.policy.FleetPolicy;
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
   * @param policies of applications, and of the fleet
   * @param prune whether policies that were not loaded are removed; else they stay and are named
   * @return one line for each policy
   */
  public static List<String> publish(
      Connection connection, List<? extends Event> policies, boolean prune) {
    Map<ApplicationId, Event> published = published(connection);
    var changes = new ArrayList<String>();
    try (var sink = TopicSink.open(connection)) {
      for (Event policy : policies) {
        Event before = published.remove(policy.application());
        if (policy.equals(before)) {
          changes.add(name(policy.application()) + " is as it was");
          continue;
        }
        sink.publish(Topics.POLICIES, envelope(policy));
        changes.add(
            "%s is %s (version %s)"
                .formatted(
                    name(policy.application()),
                    before == null ? "published" : "changed",
                    version(policy).abbreviated()));
      }
      for (ApplicationId left : new TreeSet<>(published.keySet())) {
        if (prune) {
          sink.remove(Topics.POLICIES, left);
        }
        changes.add(
            name(left)
                + (prune
                    ? " is removed"
                    : " is not in the directory and stays (--prune removes it)"));
      }
    }
    return changes;
  }

  /** How it is called where policies are listed. */
  public static String name(ApplicationId application) {
    return application.equals(ApplicationId.EVERYTHING)
        ? "the fleet's policy"
        : application.toString();
  }

  private static ContentDigest version(Event policy) {
    return policy instanceof FleetPolicy fleet
        ? fleet.version()
        : ((RollbackPolicy) policy).version();
  }

  private static Envelope<Event> envelope(Event policy) {
    String id = policy.application() + "@" + version(policy);
    return new Envelope<>(id, SOURCE, Instant.now(), Optional.empty(), policy);
  }

  private static Map<ApplicationId, Event> published(Connection connection) {
    var published = new HashMap<ApplicationId, Event>();
    try (var source = TopicSource.open(connection, Topics.POLICIES, Optional.empty())) {
      for (TopicSource.Line line : source.readToEnd()) {
        Optional<Event> policy =
            line.data(RollbackPolicy.class)
                .<Event>map(each -> each)
                .or(() -> line.data(FleetPolicy.class));
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
