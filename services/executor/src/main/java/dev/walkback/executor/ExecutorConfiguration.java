package dev.walkback.executor;

import dev.walkback.chassis.ChassisConfiguration;
import dev.walkback.chassis.DeadLetters;
import dev.walkback.chassis.EventPublisher;
import dev.walkback.chassis.HoldsConfiguration;
import dev.walkback.chassis.HoldsView;
import dev.walkback.chassis.KafkaSettings;
import dev.walkback.chassis.KeyedWorkLoop;
import dev.walkback.chassis.ReadinessCheck;
import dev.walkback.chassis.RecordWork;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.topic.Topics;
import dev.walkback.executor.config.ExecutorSettings;
import dev.walkback.executor.core.Aftercare;
import dev.walkback.executor.core.EvidenceKeeper;
import dev.walkback.executor.core.Scope;
import dev.walkback.executor.core.StepRules;
import dev.walkback.executor.core.StepTaker;
import dev.walkback.executor.inbound.ExecutionHandler;
import dev.walkback.executor.outbound.evidence.EvidenceCollector;
import dev.walkback.executor.outbound.holds.TopicBrakes;
import dev.walkback.executor.outbound.kube.ClusterSteps;
import dev.walkback.executor.outbound.kube.ClusterWriter;
import dev.walkback.executor.outbound.kube.Gate;
import dev.walkback.executor.outbound.kube.HandingBack;
import dev.walkback.executor.outbound.kube.Rights;
import dev.walkback.workloads.ClusterHttp;
import dev.walkback.workloads.KubernetesConfiguration;
import dev.walkback.workloads.KubernetesSettings;
import dev.walkback.workloads.WorkloadReader;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** All beans of the executor, alone or beside other services in one context. */
@Configuration(proxyBeanMethods = false)
@Import({ChassisConfiguration.class, HoldsConfiguration.class, KubernetesConfiguration.class})
@EnableConfigurationProperties(ExecutorSettings.class)
public class ExecutorConfiguration {

  @Bean
  EvidenceKeeper executorEvidence(ClusterHttp http, ExecutorSettings settings) {
    return new EvidenceCollector(http, settings);
  }

  @Bean
  Gate executorGate(HoldsView holds, KubernetesSettings kubernetes, InstantSource clock) {
    return new Gate(
        new StepRules(new Scope(kubernetes.namespaces())), new TopicBrakes(holds, clock), clock);
  }

  @Bean
  ClusterWriter executorWriter(ClusterHttp http) {
    return new ClusterWriter(http);
  }

  @Bean
  StepTaker executorSteps(
      WorkloadReader reader, ClusterWriter writer, Gate executorGate, EvidenceKeeper evidence) {
    return new ClusterSteps(reader, writer, executorGate, evidence);
  }

  @Bean
  Aftercare executorAftercare(WorkloadReader reader, ClusterWriter writer, Gate executorGate) {
    return new HandingBack(reader, writer, executorGate.brakes());
  }

  @Bean
  ReadinessCheck executorRights(
      ClusterHttp http, KubernetesSettings kubernetes, InstantSource clock) {
    return new Rights(http, kubernetes.namespaces(), clock);
  }

  @Bean
  ExecutionHandler executorHandler(
      StepTaker steps,
      Aftercare aftercare,
      EventPublisher publisher,
      InstantSource clock,
      MeterRegistry meters) {
    return new ExecutionHandler(
        steps, aftercare, ExecutionHandler.Outcomes.onTopic(publisher), clock, meters);
  }

  @Bean
  KeyedWorkLoop executorLoop(
      KafkaSettings kafka, EventCodec codec, DeadLetters deadLetters, ExecutionHandler handler) {
    return new KeyedWorkLoop(
        "executor",
        Topics.EXECUTIONS,
        "walkback-executor",
        kafka,
        new RecordWork(Topics.EXECUTIONS, codec, deadLetters, handler));
  }
}
