package dev.walkback.orchestrator;

import dev.walkback.chassis.ChassisConfiguration;
import dev.walkback.chassis.HoldsConfiguration;
import dev.walkback.chassis.HoldsView;
import dev.walkback.chassis.KafkaSettings;
import dev.walkback.chassis.PoliciesConfiguration;
import dev.walkback.chassis.PoliciesView;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.orchestrator.config.OrchestratorSettings;
import dev.walkback.orchestrator.inbound.InputReader;
import dev.walkback.orchestrator.inbound.LiveSurroundings;
import dev.walkback.orchestrator.inbound.PatientSurroundings;
import dev.walkback.orchestrator.outbound.Scribe;
import dev.walkback.orchestrator.outbound.StateCodec;
import dev.walkback.orchestrator.streams.Rehearsal;
import dev.walkback.orchestrator.streams.RollbackMetrics;
import dev.walkback.orchestrator.streams.RollbackProcessor;
import dev.walkback.orchestrator.streams.RollbackStreams;
import dev.walkback.orchestrator.streams.RollbackTopology;
import dev.walkback.orchestrator.streams.StreamsSettings;
import dev.walkback.orchestrator.streams.TopicsFit;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.streams.Topology;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** All of the orchestrator. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OrchestratorSettings.class)
@Import({ChassisConfiguration.class, PoliciesConfiguration.class, HoldsConfiguration.class})
public class OrchestratorConfiguration {

  private static final Duration PATIENCE_FOR_POLICIES = Duration.ofSeconds(1);

  @Bean
  TopicsFit orchestratorTopics(KafkaSettings kafka) {
    return new TopicsFit(kafka);
  }

  @Bean
  LiveSurroundings orchestratorSurroundings(
      PoliciesView policies, HoldsView holds, InstantSource clock) {
    return new LiveSurroundings(policies, holds, clock);
  }

  @Bean
  RollbackProcessor.Parts orchestratorParts(
      EventCodec codec, TopicsFit topics, LiveSurroundings surroundings, MeterRegistry meters) {
    return new RollbackProcessor.Parts(
        new InputReader(codec, topics),
        new PatientSurroundings(surroundings, PATIENCE_FOR_POLICIES),
        new Scribe(codec),
        new StateCodec(),
        new RollbackMetrics(meters));
  }

  @Bean
  Topology orchestratorTopology(RollbackProcessor.Parts parts, InstantSource clock) {
    return RollbackTopology.of(parts, clock);
  }

  @Bean
  Rehearsal orchestratorRehearsal(EventCodec codec, RollbackProcessor.Parts parts) {
    return new Rehearsal(codec, parts.scribe(), parts.states());
  }

  /** Its readiness is part of the health endpoint, as that of every worker. */
  @Bean
  RollbackStreams orchestratorStreams(
      KafkaSettings kafka,
      OrchestratorSettings settings,
      Topology topology,
      LiveSurroundings surroundings,
      TopicsFit topics) {
    return new RollbackStreams(
        topology,
        StreamsSettings.of(kafka, settings),
        () -> surroundings.isReady() && topics.getAsBoolean());
  }
}
