package dev.walkback.benchmarks.saga;

import dev.walkback.events.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What an executor and a verifier answer that have nothing to do. */
final class Answers {

  private static final byte[] ROLLBACK = Bytes.of("\"rollbackId\":\"");
  private static final byte[] STEP = Bytes.of("\"step\":\"");
  private static final byte[] EXECUTED =
      Bytes.of("dev.walkback.execution-outcome.workload-rolled-back.v1");
  private static final byte[] CONCLUDED =
      Bytes.of("dev.walkback.verification-outcome.concluded.v1");

  private Answers() {}

  static String rollbackOf(byte[] json) {
    return Bytes.field(json, ROLLBACK);
  }

  /** That the step was taken. */
  static ProducerRecord<byte[], byte[]> executed(ConsumerRecord<byte[], byte[]> execution) {
    String rollback = rollbackOf(execution.value());
    String step = Bytes.field(execution.value(), STEP);
    String json =
        """
        {"application":"%s","rollbackId":"%s","step":"%s","effect":"APPLIED","revision":7,"at":"%s","deletedPods":[],"evidence":null}\
        """
            .formatted(application(execution), rollback, step, Instant.now());
    return answer(
        Topics.EXECUTION_OUTCOMES.name(), execution, EXECUTED, rollback + "/" + step, json);
  }

  /** That everything is healthy. */
  static ProducerRecord<byte[], byte[]> concluded(ConsumerRecord<byte[], byte[]> verification) {
    String rollback = rollbackOf(verification.value());
    String json =
        """
        {"application":"%s","rollbackId":"%s","phase":"RECOVERY","verdict":"HEALTHY","explanation":"Everything is healthy","at":"%s","looks":1,"measurements":[]}\
        """
            .formatted(application(verification), rollback, Instant.now());
    return answer(
        Topics.VERIFICATION_OUTCOMES.name(),
        verification,
        CONCLUDED,
        rollback + "/recovery/concluded",
        json);
  }

  private static String application(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }

  private static ProducerRecord<byte[], byte[]> answer(
      String topic, ConsumerRecord<byte[], byte[]> cause, byte[] type, String id, String json) {
    var answer = new ProducerRecord<>(topic, cause.key(), Bytes.of(json));
    answer.headers().add("ce_specversion", Bytes.of("1.0"));
    answer.headers().add("ce_id", Bytes.of(id));
    answer.headers().add("ce_source", Bytes.of("/benchmarks"));
    answer.headers().add("ce_type", type);
    answer.headers().add("ce_time", Bytes.of(Instant.now().toString()));
    answer.headers().add("content-type", Bytes.of("application/json"));
    return answer;
  }
}
