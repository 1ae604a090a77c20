package dev.walkback.systemtests;

import dev.walkback.localkafka.LocalKafka;
import dev.walkback.localkafka.LocalKafkaOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A broker that speaks TLS only, with a certificate that no public authority knows, and asks for a
 * user and a password.
 */
final class SecuredKafka implements AutoCloseable {

  static final String PASSWORD = "only-walkback-knows";

  private static final String STORE_PASSWORD = "of-the-store";
  private static final String BROKER_PASSWORD = "only-the-broker-knows";
  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\"";

  private final LocalKafka broker;
  private final Path trust;

  private SecuredKafka(LocalKafka broker, Path trust) {
    this.broker = broker;
    this.trust = trust;
  }

  static SecuredKafka start(Path directory)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path keys = keys(directory.resolve("broker.p12"));
    Path trust = trusting(keys, directory.resolve("trust.p12"));
    Map<String, String> settings = new HashMap<>(store("ssl.truststore", trust));
    settings.putAll(store("ssl.keystore", keys));
    settings.put(
        "listener.security.protocol.map",
        LocalKafkaOptions.CLIENTS + ":SASL_SSL,CONTROLLER:PLAINTEXT");
    settings.put("sasl.enabled.mechanisms", "PLAIN");
    settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    settings.put(
        "listener.name.clients.plain.sasl.jaas.config",
        LOGIN.formatted("broker", BROKER_PASSWORD)
            + " user_broker=\"%s\" user_walkback=\"%s\";".formatted(BROKER_PASSWORD, PASSWORD));
    return new SecuredKafka(
        LocalKafka.start(LocalKafkaOptions.at(directory.resolve("kafka")).withSettings(settings)),
        trust);
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** What a client needs to be let in, with this password. */
  Map<String, String> clientProperties(String password) {
    Map<String, String> properties = new HashMap<>(store("ssl.truststore", trust));
    properties.put("security.protocol", "SASL_SSL");
    properties.put("sasl.mechanism", "PLAIN");
    properties.put("sasl.jaas.config", LOGIN.formatted("walkback", password) + ";");
    return properties;
  }

  /** The same as a file for {@code --kafka-properties}. */
  Path propertiesFile(Path file, String password) throws IOException {
    var properties = new Properties();
    properties.putAll(clientProperties(password));
    try (OutputStream out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
    return file;
  }

  private static Map<String, String> store(String prefix, Path file) {
    return Map.of(
        prefix + ".location",
        file.toString(),
        prefix + ".password",
        STORE_PASSWORD,
        prefix + ".type",
        "PKCS12");
  }

  private static Path keys(Path file) throws IOException, InterruptedException {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process process =
        new ProcessBuilder(
                List.of(
                    keytool,
                    "-genkeypair",
                    "-alias",
                    "broker",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=broker",
                    "-ext",
                    "SAN=ip:127.0.0.1",
                    "-validity",
                    "2",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    STORE_PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("Expected keytool to make " + file);
    }
    return file;
  }

  private static Path trusting(Path keys, Path file) throws IOException, GeneralSecurityException {
    KeyStore own = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      own.load(in, STORE_PASSWORD.toCharArray());
    }
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry("broker", own.getCertificate("broker"));
    try (OutputStream out = Files.newOutputStream(file)) {
      trust.store(out, STORE_PASSWORD.toCharArray());
    }
    return file;
  }

  @Override
  public void close() {
    broker.close();
  }
}
