package dev.walkback.orchestrator.streams;

import dev.walkback.chassis.Failpoint;
import dev.walkback.events.topic.Topic;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka Streams' own clients; where a failpoint is set, with the moments around each commit. A
 * producer knows where its topics live before its first record, which would wait for that.
 */
final class StreamsClients extends DefaultKafkaClientSupplier {

  private static final Logger LOG = LoggerFactory.getLogger(StreamsClients.class);

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    Producer<byte[], byte[]> producer =
        Failpoint.isAnySet() ? new Halting(config) : super.getProducer(config);
    try {
      for (Topic topic : RollbackTopology.OUTPUTS) {
        LOG.debug("topic={} partitions={}", topic.name(), producer.partitionsFor(topic.name()));
      }
    } catch (KafkaException e) {
      LOG.debug("topics are not known yet", e);
    }
    return producer;
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
