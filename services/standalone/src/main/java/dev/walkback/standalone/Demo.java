package dev.walkback.standalone;

import dev.walkback.cli.kafka.TopicSink;
import dev.walkback.cli.kafka.TopicSource;
import dev.walkback.cli.live.LiveView;
import dev.walkback.cli.live.Narrator;
import dev.walkback.cli.live.Terminal;
import dev.walkback.cli.policy.Durations;
import dev.walkback.cli.policy.LoadedPolicies;
import dev.walkback.cli.policy.PolicyFiles;
import dev.walkback.cli.policy.PolicyPublisher;
import dev.walkback.cli.text.Fact;
import dev.walkback.cli.text.Times;
import dev.walkback.events.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Tells one story from the good release to the end, with the real services. */
final class Demo {

  private static final String FIRST = "1.0";
  private static final String SECOND = "2.0";
  private static final int PARTITIONS = 4;

  private final Story story;
  private final boolean fast;
  private final Path directory;
  private final Terminal terminal;
  private final DemoPolicy policy;

  Demo(Story story, boolean fast, Path directory, Terminal terminal) {
    this.story = story;
    this.fast = fast;
    this.directory = directory;
    this.terminal = terminal;
    policy = DemoPolicy.of(story, fast);
  }

  /** Whether the story ended as it should. */
  boolean run() throws IOException, InterruptedException {
    Instant start = Instant.now();
    say("");
    say(terminal.style(Terminal.Style.BOLD, "Walkback demo: " + story.id()));
    say(story.description() + ".");
    say("");
    say("Starting a Kafka broker, five services with the gateway, and a sandbox cluster ...");
    try (var broker = Broker.start(directory.resolve("kafka"), 0, PARTITIONS);
        var cluster = DemoCluster.start(story.kind(), fast)) {
      cluster.release(FIRST, story.firstIsGood(), Duration.ofHours(5));
      policy.write(directory.resolve("policies"));
      try (var services = Services.start(settings(broker, cluster), broker.ready())) {
        publishPolicies(broker);
        Map<String, String> missing = services.awaitReady();
        if (!missing.isEmpty()) {
          say("The services did not become ready within a minute:");
          missing.forEach((what, problem) -> say(what + ": " + problem));
          say("See " + Standalone.logFile());
          return false;
        }
        say(
            "Ready after %s; the broker is at %s. The soak is shortened to %s here (default: 15m)."
                .formatted(
                    Times.length(Duration.between(start, Instant.now())),
                    broker.address(),
                    Durations.format(policy.soak())));
        say("");
        return tell(broker, cluster);
      }
    }
  }

  private boolean tell(Broker broker, DemoCluster cluster) throws InterruptedException {
    LiveView view = LiveView.on(terminal);
    try (var audit =
            TopicSource.open(
                broker.connection(), Topics.AUDIT, Optional.of(DemoCluster.APPLICATION));
        var triggers = TopicSink.open(broker.connection())) {
      if (!new DemoPrelude(story, cluster, view).play(FIRST, SECOND)) {
        return false;
      }
      Instant alarm = Instant.now();
      triggers.publish(Topics.TRIGGERS, null, cluster.alert(alarm));
      var narrator = new Narrator(view, ZoneId.systemDefault(), alarm);
      narrator.say(
          Fact.Kind.WORLD,
          alarm,
          "Alertmanager's webhook JSON is on walkback.triggers; times count from here");
      var listener = new DemoListener(audit, narrator, view);
      boolean ended = listener.listen(patience());
      view.end();
      return new DemoSummary(story, terminal, policy)
          .print(ended, listener.records(), cluster, FIRST);
    }
  }

  private Duration patience() {
    return policy.recovery().plus(policy.soak()).plusSeconds(60);
  }

  private void publishPolicies(Broker broker) {
    LoadedPolicies loaded = PolicyFiles.load(directory.resolve("policies"));
    if (!loaded.valid()) {
      throw new IllegalStateException("The demo's own policy is invalid: " + loaded.problems());
    }
    PolicyPublisher.publish(broker.connection(), loaded.policies(), false);
  }

  private Map<String, String> settings(Broker broker, DemoCluster cluster) {
    Map<String, String> settings = new HashMap<>();
    settings.put("server.port", "0");
    settings.put("server.address", "127.0.0.1");
    settings.put("walkback.kafka.bootstrap-servers", broker.address());
    settings.put("walkback.kafka.properties.state.dir", directory.resolve("streams").toString());
    settings.put("walkback.topics.partitions", Integer.toString(PARTITIONS));
    settings.put("walkback.kubernetes.master-url", cluster.url());
    settings.put("walkback.executor.evidence-directory", directory.resolve("evidence").toString());
    return settings;
  }

  private void say(String line) {
    terminal.paragraph(line);
  }
}
