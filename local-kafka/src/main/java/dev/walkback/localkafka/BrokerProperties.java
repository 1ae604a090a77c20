package dev.walkback.localkafka;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The broker's configuration: one node that starts fast, needs little memory and stays durable. */
final class BrokerProperties {

  static final int NODE_ID = 1;
  static final String HOST = "127.0.0.1";
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final Map<String, String> SINGLE_NODE =
      Map.ofEntries(
          Map.entry("process.roles", "broker,controller"),
          Map.entry("node.id", String.valueOf(NODE_ID)),
          Map.entry("controller.listener.names", CONTROLLER_LISTENER),
          Map.entry("inter.broker.listener.name", LocalKafkaOptions.CLIENTS),
          Map.entry(
              "listener.security.protocol.map",
              LocalKafkaOptions.CLIENTS + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT"),
          Map.entry("default.replication.factor", "1"),
          Map.entry("min.insync.replicas", "1"),
          Map.entry("offsets.topic.replication.factor", "1"),
          Map.entry("offsets.topic.num.partitions", "4"),
          Map.entry("transaction.state.log.replication.factor", "1"),
          Map.entry("transaction.state.log.min.isr", "1"),
          Map.entry("transaction.state.log.num.partitions", "4"),
          Map.entry("share.coordinator.state.topic.replication.factor", "1"),
          Map.entry("share.coordinator.state.topic.min.isr", "1"),
          Map.entry("share.coordinator.state.topic.num.partitions", "4"),
          // A typo must show as an unknown topic, not as a new one with one partition.
          Map.entry("auto.create.topics.enable", "false"));

  private static final Map<String, String> FAST_START =
      Map.of(
          "controller.quorum.election.timeout.ms", "100",
          "broker.heartbeat.interval.ms", "200",
          // After a kill -9 the restarted broker waits for the old session to end. Controlled
          // shutdown stays on, or an ordinary restart would wait for it as well.
          "broker.session.timeout.ms", "3000",
          "group.initial.rebalance.delay.ms", "0",
          // Waiting 100 ms for the markers of the last transaction is a visible delay.
          "add.partitions.to.txn.retry.backoff.ms", "1",
          "add.partitions.to.txn.retry.backoff.max.ms", "20",
          // What a dead client left open is looked for this often; until it is closed, nobody reads
          // what was written after it.
          "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");

  private static final Map<String, String> SMALL =
      Map.of(
          "log.cleaner.dedupe.buffer.size", String.valueOf(4 * 1024 * 1024),
          "log.index.size.max.bytes", String.valueOf(1024 * 1024),
          "log.segment.bytes", String.valueOf(64 * 1024 * 1024),
          "num.network.threads", "2",
          "num.io.threads", "4",
          "background.threads", "2",
          "num.replica.fetchers", "1");

  private BrokerProperties() {}

  static Properties of(LocalKafkaOptions options, Path logDir, int port, int controllerPort) {
    var properties = new Properties();
    properties.putAll(SINGLE_NODE);
    properties.putAll(FAST_START);
    properties.putAll(SMALL);
    String clients = "%s://%s:%d".formatted(LocalKafkaOptions.CLIENTS, HOST, port);
    String controller = "%s://%s:%d".formatted(CONTROLLER_LISTENER, HOST, controllerPort);
    properties.put("listeners", clients + "," + controller);
    properties.put("advertised.listeners", clients);
    properties.put("controller.quorum.voters", "%d@%s:%d".formatted(NODE_ID, HOST, controllerPort));
    properties.put("log.dirs", logDir.toString());
    properties.put("num.partitions", String.valueOf(options.defaultPartitions()));
    properties.put("message.max.bytes", String.valueOf(options.maxMessageBytes()));
    properties.putAll(options.settings());
    return properties;
  }
}
