package dev.walkback.orchestrator;

import dev.walkback.chassis.ChassisConfiguration;
import dev.walkback.chassis.KafkaSettings;
import dev.walkback.chassis.PoliciesConfiguration;
import dev.walkback.chassis.PoliciesView;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.orchestrator.config.OrchestratorSettings;
import dev.walkback.orchestrator.inbound.InputReader;
import dev.walkback.orchestrator.outbound.Scribe;
import dev.walkback.orchestrator.outbound.StateCodec;
import dev.walkback.orchestrator.streams.RollbackMetrics;
import dev.walkback.orchestrator.streams.RollbackProcessor;
import dev.walkback.orchestrator.streams.RollbackStreams;
import dev.walkback.orchestrator.streams.RollbackTopology;
import dev.walkback.orchestrator.streams.StreamsSettings;
import dev.walkback.orchestrator.streams.TopicsFit;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** All of the orchestrator. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OrchestratorSettings.class)
@Import({ChassisConfiguration.class, PoliciesConfiguration.class})
public class OrchestratorConfiguration {

  /** Its readiness is part of the health endpoint, as that of every worker. */
  @Bean
  RollbackStreams orchestratorStreams(
      KafkaSettings kafka,
      OrchestratorSettings settings,
      EventCodec codec,
      PoliciesView policies,
      MeterRegistry meters,
      InstantSource clock) {
    TopicsFit topics = new TopicsFit(kafka);
    var parts =
        new RollbackProcessor.Parts(
            new InputReader(codec, topics),
            application -> policies.current().find(application),
            new Scribe(codec),
            new StateCodec(),
            new RollbackMetrics(meters));
    return new RollbackStreams(
        RollbackTopology.of(parts, clock),
        StreamsSettings.of(kafka, settings),
        () -> policies.isReady() && topics.getAsBoolean());
  }
}
