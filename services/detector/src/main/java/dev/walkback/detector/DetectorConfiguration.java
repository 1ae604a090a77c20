package dev.walkback.detector;

import dev.walkback.chassis.ChassisConfiguration;
import dev.walkback.chassis.DeadLetters;
import dev.walkback.chassis.EventPublisher;
import dev.walkback.chassis.PoliciesConfiguration;
import dev.walkback.chassis.PoliciesView;
import dev.walkback.detector.config.DetectorSettings;
import dev.walkback.detector.core.ClusterView;
import dev.walkback.detector.core.PolicySource;
import dev.walkback.detector.core.ReleaseSight;
import dev.walkback.detector.core.SharedLooks;
import dev.walkback.detector.inbound.DetectorFunction;
import dev.walkback.detector.inbound.Journal;
import dev.walkback.detector.inbound.ReleaseLookout;
import dev.walkback.detector.inbound.TriggerHandler;
import dev.walkback.detector.outbound.CompletePolicies;
import dev.walkback.detector.outbound.kube.KubernetesClusterView;
import dev.walkback.detector.outbound.kube.PacedReleaseSight;
import dev.walkback.detector.outbound.kube.PatientClusterView;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.topic.Topics;
import dev.walkback.workloads.ClusterHealth;
import dev.walkback.workloads.ClusterReads;
import dev.walkback.workloads.ContentReader;
import dev.walkback.workloads.KubernetesConfiguration;
import dev.walkback.workloads.KubernetesSettings;
import dev.walkback.workloads.OwnerFinder;
import dev.walkback.workloads.Pace;
import dev.walkback.workloads.WorkloadReader;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
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
@EnableConfigurationProperties(DetectorSettings.class)
public class DetectorConfiguration {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  @Bean
  ClusterView detectorClusterView(
      WorkloadReader workloads,
      OwnerFinder owners,
      KubernetesSettings settings,
      ClusterHealth health,
      InstantSource clock) {
    return new PatientClusterView(
        new KubernetesClusterView(workloads, owners, settings),
        () -> health.check() instanceof ClusterHealth.State.Unreachable,
        clock,
        PATIENCE,
        PAUSE);
  }

  @Bean
  SharedLooks detectorLooks(ClusterView detectorClusterView, InstantSource clock) {
    return new SharedLooks(detectorClusterView, clock);
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
      SharedLooks detectorLooks,
      PolicySource detectorPolicies,
      DeadLetters deadLetters,
      Journal detectorJournal) {
    return new TriggerHandler(codec, detectorLooks, detectorPolicies, deadLetters, detectorJournal);
  }

  @Bean
  Function<Message<byte[]>, List<Message<byte[]>>> detector(
      TriggerHandler detectorTriggerHandler, EventCodec codec) {
    return new DetectorFunction(detectorTriggerHandler, codec);
  }

  @Bean
  ReleaseSight detectorReleaseSight(
      ClusterReads reads,
      WorkloadReader workloads,
      OwnerFinder owners,
      KubernetesSettings kubernetes,
      DetectorSettings settings) {
    return new PacedReleaseSight(
        new ContentReader(reads),
        new KubernetesClusterView(workloads, owners, kubernetes),
        kubernetes,
        new Pace(settings.lookoutRequestsPerSecond()));
  }

  @Bean
  ReleaseLookout detectorReleaseLookout(
      ReleaseSight detectorReleaseSight,
      PolicySource detectorPolicies,
      EventPublisher publisher,
      DetectorSettings settings,
      Journal detectorJournal) {
    Duration interval = settings.lookoutInterval();
    Duration jitter =
        Duration.ofMillis(ThreadLocalRandom.current().nextLong(1 + interval.toMillis()));
    return new ReleaseLookout(
        detectorReleaseSight,
        detectorPolicies,
        seen -> publisher.publish(Topics.SUSPICIONS, seen),
        detectorJournal,
        new ReleaseLookout.Timing(jitter, interval));
  }
}
