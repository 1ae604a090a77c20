package dev.walkback.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.cli.SampleStory;
import dev.walkback.cli.Walkback;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.Envelope;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.topic.Topics;
import dev.walkback.testsupport.KafkaFixture;
import dev.walkback.testsupport.RecordWriter;
import dev.walkback.testsupport.TopicReader;
import dev.walkback.testsupport.WithKafka;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@WithKafka
class CommandsIT {

  private final KafkaFixture kafka;

  CommandsIT(KafkaFixture kafka) {
    this.kafka = kafka;
  }

  private record Run(int code, String out, String err) {}

  private Run run(String... args) {
    var all = new java.util.ArrayList<>(List.of(args));
    all.addAll(List.of("--kafka", kafka.bootstrapServers()));
    return runBare(all.toArray(String[]::new));
  }

  private static Run runBare(String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code = Walkback.run(new PrintWriter(out), new PrintWriter(err), args);
    return new Run(code, out.toString(), err.toString());
  }

  private void publish(List<AuditRecord> records) {
    try (RecordWriter writer = kafka.writer()) {
      for (AuditRecord record : records) {
        writer.write(Topics.AUDIT, SampleStory.envelope(record));
      }
      RollbackStatus newest = records.getLast().status().orElseThrow();
      writer.write(
          Topics.STATUS,
          new Envelope<>("s", "/test", records.getLast().at(), Optional.empty(), newest));
    }
  }

  private static List<AuditRecord> story(String application) {
    return SampleStory.of(ApplicationId.parse(application), "alert/1");
  }

  @Test
  void the_status_of_one_application_shows_its_whole_checklist() {
    publish(story("status/one"));

    Run run = run("status", "status/one");

    assertThat(run.code()).as(run.err()).isEqualTo(Exit.OK);
    assertThat(run.out())
        .startsWith("status/one  healthy for ")
        .contains("[x] Pods healthy")
        .contains("[-] Post-mortem scheduled");
  }

  @Test
  void the_status_of_all_is_a_table() {
    publish(story("status/table"));

    Run run = run("status");

    assertThat(run.out().lines().findFirst().orElseThrow()).startsWith("APPLICATION");
    assertThat(run.out())
        .containsPattern("status/table +healthy .* 5/5 +deployment/table to revision 1");
  }

  @Test
  void as_json_a_status_is_what_stands_on_the_topic() {
    publish(story("status/json"));

    Run run = run("status", "status/json", "--json");

    assertThat(run.out().strip())
        .isEqualTo(
            new String(
                new EventCodec().json(story("status/json").getLast().status().orElseThrow()),
                StandardCharsets.UTF_8));
  }

  @Test
  void an_application_without_a_rollback_is_said_in_one_sentence() {
    Run run = run("status", "no/such");

    assertThat(run.code()).isEqualTo(Exit.FAILED);
    assertThat(run.err()).startsWith("No rollback of no/such is known").hasLineCount(1);
  }

  @Test
  void a_command_is_answered_by_the_first_audit_entry_that_names_it() {
    CompletableFuture<Void> orchestrator =
        CompletableFuture.runAsync(() -> {
          try (TopicReader commands = kafka.reader(Topics.COMMANDS.name())) {
            var command =
                commands
                    .awaitAll(
                        all -> all.stream().anyMatch(r -> "answered/app".equals(r.key())),
                        "the command")
                    .getLast();
            var id =
                new String(command.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
            publish(SampleStory.of(ApplicationId.parse("answered/app"), id));
          }
        });

    Run run = run("rollback", "answered/app", "--reason", "it is bad", "--issuer", "alice");

    orchestrator.join();
    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(Exit.OK);
    assertThat(run.out()).contains("begins");
  }

  @Test
  void with_wait_a_command_is_followed_to_the_end() {
    CompletableFuture<Void> orchestrator =
        CompletableFuture.runAsync(() -> {
          try (TopicReader commands = kafka.reader(Topics.COMMANDS.name())) {
            var command =
                commands
                    .awaitAll(
                        all -> all.stream().anyMatch(r -> "waited/app".equals(r.key())),
                        "the command")
                    .getLast();
            var id =
                new String(command.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
            publish(SampleStory.of(ApplicationId.parse("waited/app"), id));
          }
        });

    Run run = run("rollback", "waited/app", "--reason", "it is bad", "--issuer", "alice", "--wait");

    orchestrator.join();
    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(Exit.OK);
    assertThat(run.out()).contains("it stayed healthy").contains("[x] Pods healthy");
  }

  @Test
  void what_is_no_broker_is_told_from_one() throws IOException {
    try (var web = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> answerAsTheWebDoes(web));

      Run run = runBare("status", "--kafka", "127.0.0.1:" + web.getLocalPort());

      assertThat(run.code()).isEqualTo(Exit.FAILED);
      assertThat(run.err()).contains("does not answer as a Kafka broker without TLS does");
    }
  }

  private static void answerAsTheWebDoes(ServerSocket web) {
    try (var asked = web.accept()) {
      asked
          .getOutputStream()
          .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_command_that_nobody_answers_says_so_and_stands_on_its_topic() {
    Run run = run("rollback", "silent/app", "--reason", "r", "--to", "3", "--issuer", "bob");

    assertThat(run.code()).isEqualTo(Exit.NO_ANSWER);
    assertThat(run.out()).contains("nobody has answered within 10 s");
    try (TopicReader commands = kafka.reader(Topics.COMMANDS.name())) {
      var record =
          commands
              .awaitAll(
                  all -> all.stream().anyMatch(r -> "silent/app".equals(r.key())), "the command")
              .stream()
              .filter(each -> "silent/app".equals(each.key()))
              .findFirst()
              .orElseThrow();
      var json = JsonMapper.shared().readTree(record.value());
      assertThat(json.get("issuer").asString()).isEqualTo("bob");
      assertThat(json.get("toRevision").asLong()).isEqualTo(3);
    }
  }

  @Test
  void policies_are_published_changed_and_pruned(@TempDir Path dir) throws IOException {
    write(dir, "one", "5m");
    write(dir, "two", "5m");
    assertThat(run("policies", "publish", dir.toString()).out())
        .contains("policies/one is published", "policies/two is published");

    write(dir, "one", "6m");
    Files.delete(dir.resolve("two.yaml"));

    assertThat(run("policies", "publish", dir.toString()).out())
        .contains("policies/one is changed", "policies/two is not in the directory and stays");
    assertThat(run("policies", "publish", "--prune", dir.toString()).out())
        .contains("policies/one is as it was", "policies/two is removed");
    assertThat(run("policies", "publish", "--prune", dir.toString()).out())
        .doesNotContain("policies/two");
  }

  @Test
  void the_policy_of_the_fleet_stands_under_the_key_of_everything(@TempDir Path dir)
      throws IOException {
    write(dir, "fleeted", "5m");
    Path fleet =
        Files.writeString(
            dir.resolve("fleet.yaml"),
            """
            apiVersion: walkback.dev/v1
            kind: FleetPolicy
            spec: {maxConcurrent: 3}
            """);

    assertThat(run("policies", "publish", dir.toString()).out())
        .contains("the fleet's policy is published");
    assertThat(run("policies", "publish", dir.toString()).out())
        .contains("the fleet's policy is as it was");
    try (TopicReader policies = kafka.reader(Topics.POLICIES.name())) {
      var record =
          policies
              .awaitAll(all -> all.stream().anyMatch(r -> "*/*".equals(r.key())), "the policy")
              .stream()
              .filter(each -> "*/*".equals(each.key()))
              .findFirst()
              .orElseThrow();
      assertThat(JsonMapper.shared().readTree(record.value()).get("maxConcurrent").asInt())
          .isEqualTo(3);
    }
    Files.delete(fleet);
    assertThat(run("policies", "publish", "--prune", dir.toString()).out())
        .contains("the fleet's policy is removed");
  }

  @Test
  void one_invalid_policy_keeps_all_from_being_published(@TempDir Path dir) throws IOException {
    write(dir, "good", "5m");
    write(dir, "bad", "five minutes");

    Run run = run("policies", "publish", dir.toString());

    assertThat(run.code()).isEqualTo(Exit.INVALID);
    assertThat(run.err())
        .contains("bad.yaml:6:9: spec.soak: expected a duration")
        .contains("1 problem in 2 files; nothing is published");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void topics_that_are_there_are_listed() {
    Run run = run("topics", "list");

    assertThat(run.code()).as(run.out()).isEqualTo(Exit.OK);
    assertThat(run.out()).containsPattern("walkback.triggers +3 partitions +kept for a week");
    assertThat(run("topics", "create").out()).contains("All topics are there already.");
  }

  @Test
  void without_a_broker_the_address_and_its_origin_are_named_within_three_seconds() {
    long start = System.nanoTime();

    Run run = runBare("status", "--kafka", "127.0.0.1:1");

    assertThat(run.code()).isEqualTo(Exit.FAILED);
    assertThat(run.err())
        .startsWith("No Kafka broker answers at 127.0.0.1:1 (from --kafka)")
        .hasLineCount(1);
    assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
  }

  @Test
  void a_malformed_application_is_a_usage_error() {
    Run run = runBare("status", "backend");

    assertThat(run.code()).isEqualTo(Exit.USAGE);
    assertThat(run.err()).contains("Expected an application as namespace/name");
  }

  private static void write(Path dir, String name, String soak) throws IOException {
    Files.writeString(
        dir.resolve(name + ".yaml"),
        """
        apiVersion: walkback.dev/v1
        kind: RollbackPolicy
        metadata: {name: %s, namespace: policies}
        spec:
          workloads: [{kind: Deployment, name: %s}]
          soak: %s
        """
            .formatted(name, name, soak));
  }
}
