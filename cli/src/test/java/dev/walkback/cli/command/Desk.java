package dev.walkback.cli.command;

import dev.walkback.cli.SampleSaga;
import dev.walkback.cli.Walkback;
import dev.walkback.events.Event;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.events.topic.Topic;
import dev.walkback.events.topic.Topics;
import dev.walkback.testsupport.KafkaFixture;
import dev.walkback.testsupport.RecordWriter;
import dev.walkback.testsupport.TopicReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A command line, topics, and an orchestrator that gives one answer to one order. */
final class Desk {

  static final String NAME = "anna";

  private final KafkaFixture kafka;

  Desk(KafkaFixture kafka) {
    this.kafka = kafka;
  }

  /** What came of a command line, and the order that it put on the topic. */
  record Run(int code, String out, String err, Optional<JsonNode> order) {}

  Run run(String... args) {
    var all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--kafka", kafka.bootstrapServers()));
    return runBare(all.toArray(String[]::new));
  }

  /** Without a broker. */
  Run runBare(String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code = Walkback.run(new PrintWriter(out), new PrintWriter(err), args);
    return new Run(code, out.toString(), err.toString(), Optional.empty());
  }

  /** Answers the order under this key with what is made of its id. */
  Run answered(String key, Function<String, List<AuditRecord>> answer, String... args) {
    CompletableFuture<JsonNode> orchestrator =
        CompletableFuture.supplyAsync(() -> {
          try (TopicReader commands = kafka.reader(Topics.COMMANDS.name())) {
            var command =
                commands
                    .awaitAll(all -> all.stream().anyMatch(r -> key.equals(r.key())), "the order")
                    .stream()
                    .filter(each -> key.equals(each.key()))
                    .toList()
                    .getLast();
            var id =
                new String(command.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
            answer.apply(id).forEach(record -> publish(Topics.AUDIT, record));
            return JsonMapper.shared().readTree(command.value());
          }
        });
    Run run = run(args);
    return new Run(run.code(), run.out(), run.err(), Optional.of(orchestrator.join()));
  }

  void publishAll(List<AuditRecord> records) {
    records.forEach(record -> publish(Topics.AUDIT, record));
  }

  void publish(Topic topic, Event event) {
    try (RecordWriter writer = kafka.writer()) {
      writer.write(topic, SampleSaga.envelope(event));
    }
  }

  /** A saga whose status and plan are on the topics. */
  SampleSaga going(String application, Phase phase) {
    var saga = SampleSaga.of(application, Instant.now());
    publish(Topics.STATUS, saga.status(phase));
    publish(Topics.AUDIT, saga.planned());
    return saga;
  }

  Run answered(
      String key, SampleSaga saga, Function<TriggerSummary, AuditEntry> entry, String... args) {
    return answered(key, id -> List.of(saga.record(entry.apply(saga.order(id)))), args);
  }
}
