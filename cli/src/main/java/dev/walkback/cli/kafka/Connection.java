package dev.walkback.cli.kafka;

import dev.walkback.cli.kafka.Greeting.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * How to reach Kafka.
 *
 * @param servers {@code host:port}, several with commas
 * @param origin where the address came from, for messages
 * @param properties any client property, for instance for SASL or TLS; they win over our own
 */
public record Connection(String servers, String origin, Map<String, String> properties) {

  /** How long a broker may take to answer. */
  static final int TIMEOUT_MILLIS = 3_000;

  private static final int CONNECT_MILLIS = 1_000;
  private static final String DEFAULT = "localhost:9092";

  public Connection {
    properties = Map.copyOf(properties);
  }

  /** The first of: the option, WALKBACK_KAFKA, a running {@code ./walkback up}, localhost:9092. */
  public static Connection resolve(
      Optional<String> option,
      Optional<Path> propertiesFile,
      Map<String, String> environment,
      Path home) {
    Map<String, String> properties = propertiesFile.map(Connection::read).orElse(Map.of());
    String environmental = environment.getOrDefault("WALKBACK_KAFKA", "");
    if (option.isPresent()) {
      return new Connection(option.get(), "--kafka", properties);
    }
    if (!environmental.isBlank()) {
      return new Connection(environmental, "WALKBACK_KAFKA", properties);
    }
    if (properties.containsKey("bootstrap.servers")) {
      String inFile = String.valueOf(properties.get("bootstrap.servers"));
      return new Connection(inFile, "the properties file", properties);
    }
    return running(home)
        .map(address -> new Connection(address, "a running ./walkback up", properties))
        .orElse(new Connection(DEFAULT, "the default", properties));
  }

  /** Where a running standalone writes the address of its broker. */
  public static Path addressFile(Path home) {
    return home.resolve(".walkback").resolve("kafka-address");
  }

  private static Optional<String> running(Path home) {
    try {
      return Optional.of(Files.readString(addressFile(home)).strip())
          .filter(text -> !text.isEmpty());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Map<String, String> read(Path file) {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new CliException(
          "Expected Kafka client properties in %s, but it cannot be read: %s"
              .formatted(file, e.getMessage()),
          e);
    }
    var map = new HashMap<String, String>();
    properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
    return map;
  }

  /** Fails within a second or two where no broker listens, which Kafka's own clients do not. */
  void requireListener() {
    Set<Answer> answers = EnumSet.noneOf(Answer.class);
    for (String address : List.of(servers.split(","))) {
      answers.add(greet(address));
      if (answers.contains(Answer.BROKER)) {
        return;
      }
    }
    throw answers.contains(Answer.SOMETHING_ELSE)
        ? new CliException(
            "Something listens at %s (from %s), but does not answer as a Kafka broker without TLS does; name the port of a broker, or, if it wants TLS, set security.protocol in --kafka-properties."
                .formatted(servers, origin))
        : unreachable();
  }

  CliException unreachable() {
    return new CliException(
        "No Kafka broker answers at %s (from %s) within %d s; start one with ./walkback up, or name yours with --kafka host:port."
            .formatted(servers, origin, TIMEOUT_MILLIS / 1000));
  }

  private Answer greet(String address) {
    int colon = address.lastIndexOf(':');
    if (colon <= 0 || !address.substring(colon + 1).strip().matches("\\d{1,5}")) {
      throw new CliException(
          "Expected a Kafka broker as host:port, but found '%s'.".formatted(address));
    }
    int port = Integer.parseInt(address.substring(colon + 1).strip());
    String host = address.substring(0, colon).strip().replaceAll("[\\[\\]]", "");
    var greeting = new Greeting(CONNECT_MILLIS);
    String protocol = properties.getOrDefault("security.protocol", "PLAINTEXT");
    return protocol.endsWith("SSL") ? greeting.connect(host, port) : greeting.speak(host, port);
  }

  Map<String, Object> clientConfig() {
    var config = new HashMap<String, Object>();
    config.put("client.id", "walkback-cli");
    config.put("request.timeout.ms", TIMEOUT_MILLIS);
    config.put("default.api.timeout.ms", TIMEOUT_MILLIS);
    config.put("socket.connection.setup.timeout.ms", TIMEOUT_MILLIS);
    config.put("reconnect.backoff.ms", 20);
    config.put("reconnect.backoff.max.ms", 200);
    config.put("retry.backoff.ms", 20);
    config.put("enable.metrics.push", false);
    config.put("metric.reporters", "");
    config.putAll(properties);
    config.put("bootstrap.servers", servers);
    return config;
  }
}
