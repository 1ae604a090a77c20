package dev.walkback.systemtests.chaos;

import dev.walkback.events.topic.Topics;
import dev.walkback.systemtests.Shop;
import dev.walkback.systemtests.Shops;
import dev.walkback.systemtests.process.BrokerProcess;
import dev.walkback.systemtests.process.Fleet;
import dev.walkback.systemtests.process.FleetSettings;
import dev.walkback.systemtests.process.Service;
import dev.walkback.systemtests.process.ServiceProcess;
import dev.walkback.testsupport.RecordWriter;
import dev.walkback.testsupport.slack.SlackStandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;

/** Everything that a round needs, alive over all rounds: broker, five services, cluster, chat. */
record Stage(
    BrokerProcess broker, Fleet fleet, Shops shops, SlackStandIn slack, RecordWriter writer)
    implements AutoCloseable {

  /** Those that another instance can take over from. */
  static final Set<Service> IN_NUMBERS = EnumSet.of(Service.ORCHESTRATOR, Service.EXECUTOR);

  private static final Duration STARTING = Duration.ofMinutes(5);

  /** Starts all but the cluster, which is then the stage's to close, and returns at once. */
  static Stage start(Path directory, Shops shops, int instances, Fates fates) {
    BrokerProcess broker = BrokerProcess.start(directory);
    SlackStandIn slack = SlackStandIn.start();
    Map<String, String> settings =
        Map.of(
            "walkback.kafka.bootstrap-servers",
            broker.address(),
            "walkback.topics.partitions",
            "3",
            "walkback.detector.lookout-interval",
            "1s",
            "walkback.notifier.slack.token",
            SlackStandIn.TOKEN,
            "walkback.notifier.slack.pace",
            "50ms",
            "walkback.notifier.slack.api-url",
            slack.apiUrl().toString());
    Fleet fleet = new Fleet(new FleetSettings(settings, shops::access, directory));
    for (Service service : Service.THE_FIVE) {
      for (int each = 0; each < (IN_NUMBERS.contains(service) ? instances : 1); each++) {
        fleet.start(service, fates.told(service));
      }
    }
    return new Stage(broker, fleet, shops, slack, new RecordWriter(broker.address()));
  }

  /** Many applications do so in each round, and no storm brake is to stop that. */
  void letAllGoBackAtOnce() {
    writer.write(Topics.POLICIES, Shop.fleetWithoutLimits());
  }

  /** Whoever dies meanwhile is started again by somebody else. */
  void awaitReady() {
    Awaitility.await("all services ready")
        .atMost(STARTING)
        .pollInterval(Duration.ofMillis(200))
        .until(this::isReady);
  }

  boolean isReady() {
    return fleet.all().stream().allMatch(ServiceProcess::isReady);
  }

  @Override
  public void close() {
    fleet.close();
    writer.close();
    broker.close();
    shops.close();
    slack.close();
  }
}
