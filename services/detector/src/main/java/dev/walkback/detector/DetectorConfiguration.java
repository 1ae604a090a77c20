package dev.walkback.detector;

import dev.walkback.chassis.ChassisConfiguration;
import dev.walkback.chassis.DeadLetters;
import dev.walkback.chassis.PoliciesConfiguration;
import dev.walkback.chassis.PoliciesView;
import dev.walkback.detector.core.ClusterView;
import dev.walkback.detector.core.PolicySource;
import dev.walkback.detector.inbound.DetectorFunction;
import dev.walkback.detector.inbound.Journal;
import dev.walkback.detector.inbound.TriggerHandler;
import dev.walkback.detector.outbound.CompletePolicies;
import dev.walkback.detector.outbound.kube.KubernetesClusterView;
import dev.walkback.detector.outbound.kube.PatientClusterView;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.workloads.KubernetesConfiguration;
import dev.walkback.workloads.KubernetesSettings;
import dev.walkback.workloads.OwnerFinder;
import dev.walkback.workloads.WorkloadReader;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.messaging.Message;

/**
 * All beans of the detector, alone or beside other services in one context. Whoever imports it
 * names {@code detector} in {@code spring.cloud.function.definition}.
 */
@Configuration(proxyBeanMethods = false)
@Import({ChassisConfiguration.class, PoliciesConfiguration.class, KubernetesConfiguration.class})
@PropertySource("classpath:walkback-detector.properties")
public class DetectorConfiguration {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  @Bean
  ClusterView detectorClusterView(
      WorkloadReader workloads,
      OwnerFinder owners,
      KubernetesSettings settings,
      InstantSource clock) {
    return new PatientClusterView(
        new KubernetesClusterView(workloads, owners, settings), clock, PATIENCE, PAUSE);
  }

  @Bean
  PolicySource detectorPolicies(PoliciesView policies) {
    return new CompletePolicies(policies);
  }

  @Bean
  Journal detectorJournal(InstantSource clock, MeterRegistry meters) {
    return new Journal(clock, meters);
  }

  @Bean
  TriggerHandler detectorTriggerHandler(
      EventCodec codec,
      ClusterView detectorClusterView,
      PolicySource detectorPolicies,
      DeadLetters deadLetters,
      Journal detectorJournal) {
    return new TriggerHandler(
        codec, detectorClusterView, detectorPolicies, deadLetters, detectorJournal);
  }

  @Bean
  Function<Message<byte[]>, List<Message<byte[]>>> detector(
      TriggerHandler detectorTriggerHandler, EventCodec codec) {
    return new DetectorFunction(detectorTriggerHandler, codec);
  }
}
