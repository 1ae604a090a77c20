package dev.walkback.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.cli.Walkback;
import dev.walkback.events.WorkloadKind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** All services and the command line on a broker that wants TLS, a user and a password. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecuredKafkaIT {

  private static final Shop SHOP = Shop.of(WorkloadKind.DEPLOYMENT, "secured", "backend");

  @TempDir static Path directory;
  private SecuredKafka kafka;
  private SandboxShops shops;
  private AllServices services;
  private Path properties;

  private record Said(int code, String text) {}

  @BeforeAll
  void start() throws Exception {
    kafka = SecuredKafka.start(directory);
    shops = SandboxShops.start();
    properties =
        kafka.propertiesFile(directory.resolve("client.properties"), SecuredKafka.PASSWORD);
    assertThat(walkback(properties, "topics", "create", "--partitions", "1").code()).isZero();
    Map<String, String> settings = new HashMap<>();
    settings.put("walkback.kubernetes.master-url", shops.cluster().url());
    kafka
        .clientProperties(SecuredKafka.PASSWORD)
        .forEach(
            (name, value) -> settings.put("walkback.kafka.properties[%s]".formatted(name), value));
    services =
        AllServices.start(kafka.bootstrapServers(), settings, directory.resolve("evidence"), 1);
  }

  @AfterAll
  void stop() {
    services.close();
    shops.close();
    kafka.close();
  }

  @Test
  void a_command_rolls_back_and_its_audit_can_be_read() throws Exception {
    shops.serve(SHOP);
    shops.release(SHOP, "v2", Map.of("CRASH", "yes"));
    assertThat(walkback(properties, "policies", "publish", policies().toString()).code()).isZero();

    Said end =
        walkback(properties, "rollback", "secured/backend", "--reason", "v2 crashes", "--wait");

    assertThat(end.code()).as(end.text()).isZero();
    assertThat(shops.patches(SHOP)).hasSize(1);
    assertThat(walkback(properties, "audit", "verify", "secured/backend").code()).isZero();
  }

  @Test
  void a_wrong_password_is_told_in_a_sentence_that_does_not_hold_it() throws Exception {
    Path wrong = kafka.propertiesFile(directory.resolve("wrong.properties"), "not-the-password");

    Said said = walkback(wrong, "status");

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.text())
        .contains("does not accept our credentials")
        .contains("--kafka-properties")
        .doesNotContain("not-the-password");
  }

  private static Path policies() throws Exception {
    Path policies = Files.createDirectories(directory.resolve("policies"));
    Files.writeString(
        policies.resolve("backend.yaml"),
        """
        apiVersion: walkback.dev/v1
        kind: RollbackPolicy
        metadata: {name: backend, namespace: secured}
        spec:
          workloads: [{kind: Deployment, name: backend}]
          soak: 1s
        """);
    return policies;
  }

  private Said walkback(Path clientProperties, String... arguments) {
    var said = new StringWriter();
    var writer = new PrintWriter(said);
    String[] all =
        Stream.concat(
                Arrays.stream(arguments),
                Stream.of(
                    "--kafka",
                    kafka.bootstrapServers(),
                    "--kafka-properties",
                    clientProperties.toString()))
            .toArray(String[]::new);
    return new Said(Walkback.run(writer, writer, all), said.toString());
  }
}
