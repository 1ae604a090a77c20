package dev.walkback.systemtests.chaos;

import dev.walkback.events.topic.Topics;
import dev.walkback.orchestrator.streams.StreamsSettings;
import dev.walkback.systemtests.process.BrokerProcess;
import dev.walkback.systemtests.process.Fleet;
import dev.walkback.systemtests.process.FleetSettings;
import dev.walkback.systemtests.process.Service;
import dev.walkback.systemtests.process.ServiceProcess;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/**
 * Two orchestrators share the partitions, one is killed, and the other takes over: from the kill to
 * the first decision that anybody can read, for each partition that the dead one had.
 */
final class Takeovers {

  /** What is promised at the 99th percentile. */
  static final Duration PROMISE = Duration.ofSeconds(10);

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration GLANCE = Duration.ofMillis(20);
  private static final String PARTITIONS = "12";
  private static final int INSTANCES = 2;

  private final PrintWriter out;
  private final int standbys;
  private final List<Duration> times = new ArrayList<>();

  /**
   * Plays nothing yet.
   *
   * @param standbys how many copies of the state other instances keep
   */
  Takeovers(PrintWriter out, int standbys) {
    this.out = out;
    this.standbys = standbys;
  }

  /** Plays so many and prints a table; whether the promise was kept. */
  boolean run(Path directory, int count) {
    try (BrokerProcess broker = BrokerProcess.start(directory);
        Fleet fleet = new Fleet(settings(broker, directory));
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
      for (int i = 0; i < INSTANCES; i++) {
        fleet.start(Service.ORCHESTRATOR);
      }
      fleet.awaitReady(PATIENCE);
      try (Pulse pulse = Pulse.start(broker.address())) {
        for (int number = 1; number <= count; number++) {
          awaitShared(admin);
          takeOver(fleet.of(Service.ORCHESTRATOR, number), admin, pulse, number);
        }
      }
    }
    return print();
  }

  private FleetSettings settings(BrokerProcess broker, Path directory) {
    return new FleetSettings(
        Map.of(
            "walkback.kafka.bootstrap-servers", broker.address(),
            "walkback.topics.partitions", PARTITIONS,
            "walkback.orchestrator.standby-replicas", Integer.toString(standbys)),
        directory);
  }

  private void takeOver(ServiceProcess victim, Admin admin, Pulse pulse, int number) {
    Map<String, Set<Integer>> before = owners(admin);
    Instant killed = Instant.now();
    victim.process().kill();
    pulse.mark();
    Awaitility.await("decisions in every partition")
        .atMost(PATIENCE)
        .pollInterval(GLANCE)
        .until(pulse::isWhole);
    Set<Integer> orphans = orphans(before, owners(admin).keySet());
    List<Duration> found = new ArrayList<>();
    pulse
        .decided()
        .forEach((partition, at) -> {
          if (orphans.contains(partition)) {
            found.add(Duration.between(killed, at));
          }
        });
    times.addAll(found);
    out.printf("takeover %3d  %d partitions  %s%n", number, found.size(), Times.of(found));
    victim.start();
    victim.awaitReady(PATIENCE);
  }

  private static Set<Integer> orphans(Map<String, Set<Integer>> before, Set<String> survivors) {
    Set<Integer> orphans = new HashSet<>();
    before.forEach((member, partitions) -> {
      if (!survivors.contains(member)) {
        orphans.addAll(partitions);
      }
    });
    return orphans;
  }

  /** Until each instance has something to lose. */
  private static void awaitShared(Admin admin) {
    Awaitility.await("partitions for both")
        .atMost(PATIENCE)
        .until(() ->
            owners(admin).values().stream().filter(one -> !one.isEmpty()).count() == INSTANCES);
  }

  /** The partitions of each member of the group, as the broker has it. */
  private static Map<String, Set<Integer>> owners(Admin admin) {
    Map<String, Set<Integer>> owners = new HashMap<>();
    for (MemberDescription member : members(admin)) {
      Set<Integer> partitions = new HashSet<>();
      for (TopicPartition one : member.assignment().topicPartitions()) {
        if (one.topic().equals(Topics.COMMANDS.name())) {
          partitions.add(one.partition());
        }
      }
      owners.put(member.consumerId(), partitions);
    }
    return owners;
  }

  private static Collection<MemberDescription> members(Admin admin) {
    String group = StreamsSettings.APPLICATION_ID;
    try {
      return admin
          .describeConsumerGroups(List.of(group))
          .all()
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
          .values()
          .stream()
          .flatMap(description -> description.members().stream())
          .toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Expected the broker to describe the group " + group, e);
    }
  }

  private boolean print() {
    Times all = Times.of(times);
    out.printf(
        "%nfrom kill -9 of one of two orchestrators to the next decision in each of its partitions, as a reader of the audit sees it%n  %d standby copies   %d samples   %s   promised: %d s at p99%n",
        standbys, times.size(), all, PROMISE.toSeconds());
    return !times.isEmpty() && all.p99().compareTo(PROMISE) <= 0;
  }
}
