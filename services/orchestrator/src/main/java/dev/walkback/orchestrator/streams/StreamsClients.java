package dev.walkback.orchestrator.streams;

import dev.walkback.chassis.Failpoint;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/** Kafka Streams' own clients; where a failpoint is set, with the moments around each commit. */
final class StreamsClients extends DefaultKafkaClientSupplier {

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return Failpoint.isAnySet() ? new Halting(config) : super.getProducer(config);
  }

  private static final class Halting extends KafkaProducer<byte[], byte[]> {

    Halting(Map<String, Object> config) {
      super(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void commitTransaction() {
      Failpoint.BEFORE_COMMIT.reach();
      super.commitTransaction();
      Failpoint.AFTER_COMMIT.reach();
    }
  }
}
