package dev.walkback.chassis;

import dev.walkback.events.codec.EventCodec;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.CommonClientConfigs;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.stream.binder.kafka.provisioning.AdminClientConfigCustomizer;
import org.springframework.cloud.stream.binder.kafka.support.ConsumerConfigCustomizer;
import org.springframework.cloud.stream.binder.kafka.support.ProducerConfigCustomizer;
import org.springframework.cloud.stream.config.BindingServiceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What every service gets. Imported by each service's own configuration; importing it twice is
 * importing it once.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({KafkaSettings.class, TopicSettings.class})
public class ChassisConfiguration {

  @Bean
  @ConditionalOnMissingBean
  InstantSource clock() {
    return InstantSource.system();
  }

  @Bean
  EventCodec eventCodec() {
    return new EventCodec();
  }

  @Bean
  RecordSender recordSender(KafkaSettings settings, TopicProvisioner provisioner) {
    return new RecordSender(settings, provisioner::requireTopics);
  }

  @Bean
  EventPublisher eventPublisher(RecordSender sender, EventCodec codec) {
    return new EventPublisher(sender, codec);
  }

  @Bean
  DeadLetters deadLetters(
      RecordSender sender,
      @Value("${spring.application.name:walkback}") String service,
      MeterRegistry meters) {
    return new DeadLetters(sender, service, meters);
  }

  @Bean
  TopicProvisioner topicProvisioner(KafkaSettings kafka, TopicSettings topics) {
    return new TopicProvisioner(kafka, topics);
  }

  @Bean
  TopicsFirst topicsFirst(TopicProvisioner provisioner) {
    return new TopicsFirst(provisioner);
  }

  @Bean
  BrokerCheck brokerCheck(KafkaSettings settings, InstantSource clock) {
    return new BrokerCheck(settings, clock);
  }

  @Bean
  EdgeLifecycle edgeLifecycle(
      TopicProvisioner provisioner, RecordSender sender, List<EdgeWorker> workers) {
    return new EdgeLifecycle(provisioner, sender, workers);
  }

  /** Named {@code walkback} in the health endpoint, and part of the readiness group. */
  @Bean("walkbackHealthIndicator")
  EdgeHealth walkbackHealthIndicator(EdgeLifecycle lifecycle, List<ReadinessCheck> checks) {
    return new EdgeHealth(lifecycle, checks);
  }

  @Bean(RawHeaderMapper.BEAN)
  RawHeaderMapper walkbackHeaderMapper() {
    return new RawHeaderMapper();
  }

  @Bean
  StreamConsumers streamConsumers(
      DeadLetters deadLetters,
      ObjectProvider<BindingServiceProperties> bindings,
      MeterRegistry meters) {
    return new StreamConsumers(deadLetters, bindings::getObject, meters);
  }

  /** SASL, TLS and whatever else the operator set reaches the binder's clients as well. */
  @Bean
  ConsumerConfigCustomizer streamConsumerConfig(KafkaSettings settings) {
    return (config, _, _) -> config.putAll(settings.common());
  }

  /** A binding that is refused its producer is made again two seconds later. */
  @Bean
  ProducerConfigCustomizer streamProducerConfig(
      KafkaSettings settings, TopicProvisioner provisioner) {
    return (config, _, _) -> {
      provisioner.requireTopics();
      config.putAll(settings.common());
    };
  }

  @Bean
  AdminClientConfigCustomizer streamAdminConfig(KafkaSettings settings) {
    return config -> {
      config.putAll(settings.common());
      // The binder asks ten times for each binding before the start goes on without it.
      config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 1_000);
      config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 1_000);
    };
  }
}
