package dev.walkback.benchmarks.process;

import dev.walkback.localkafka.LocalKafkaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;

/** One broker as a process of its own, as it is in production; its data in a directory of ours. */
public final class BrokerProcess implements AutoCloseable {

  /** Of the broker's JVM. */
  public static final List<String> FLAGS =
      List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC", "-XX:MaxGCPauseMillis=20");

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Child child;
  private final String address;

  private BrokerProcess(Child child, String address) {
    this.child = child;
    this.address = address;
  }

  public static BrokerProcess start(Path directory) throws IOException, InterruptedException {
    Path log = directory.resolve("broker.log");
    List<String> options = new java.util.ArrayList<>(FLAGS);
    options.add("-Dwalkback.log=" + directory.resolve("broker-errors.log"));
    Child child =
        Child.start(
            "the broker",
            Java.command(
                options,
                LocalKafkaProcess.class.getName(),
                List.of("--dir", directory.resolve("kafka").toString())),
            Map.of(),
            log);
    String ready = child.awaitLine("ready ", PATIENCE);
    return new BrokerProcess(child, ready.substring("ready ".length()));
  }

  public String address() {
    return address;
  }

  public long pid() {
    return child.pid();
  }

  /** Every setting that is not Kafka's default, as the broker itself tells it. */
  public Map<String, String> settings() throws InterruptedException {
    Map<String, Object> config = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address);
    try (Admin admin = Admin.create(config)) {
      Collection<Node> nodes = admin.describeCluster().nodes().get();
      var broker =
          new ConfigResource(
              ConfigResource.Type.BROKER, Integer.toString(nodes.iterator().next().id()));
      Map<String, String> settings = new TreeMap<>();
      for (ConfigEntry entry :
          admin.describeConfigs(List.of(broker)).all().get().values().iterator().next().entries()) {
        if (entry.source() == ConfigEntry.ConfigSource.STATIC_BROKER_CONFIG) {
          settings.put(entry.name(), String.valueOf(entry.value()));
        }
      }
      return settings;
    } catch (ExecutionException e) {
      throw new IllegalStateException("Expected the broker to tell its settings", e);
    }
  }

  @Override
  public void close() {
    child.close();
  }
}
