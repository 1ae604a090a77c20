package dev.walkback.verifier;

import dev.walkback.chassis.ChassisConfiguration;
import dev.walkback.chassis.DeadLetters;
import dev.walkback.chassis.EventPublisher;
import dev.walkback.chassis.KafkaSettings;
import dev.walkback.chassis.KeyedWorkLoop;
import dev.walkback.chassis.RecordWork;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.topic.Topics;
import dev.walkback.verifier.inbound.VerificationHandler;
import dev.walkback.verifier.outbound.LiveWorld;
import dev.walkback.verifier.outbound.kube.ServiceProbe;
import dev.walkback.verifier.outbound.kube.WorkloadProbe;
import dev.walkback.verifier.outbound.web.UrlProbe;
import dev.walkback.workloads.ClusterHttp;
import dev.walkback.workloads.KubernetesConfiguration;
import dev.walkback.workloads.WorkloadReader;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** All beans of the verifier, alone or beside other services in one context. */
@Configuration(proxyBeanMethods = false)
@Import({ChassisConfiguration.class, KubernetesConfiguration.class})
public class VerifierConfiguration {

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);

  @Bean
  LiveWorld verifierWorld(
      WorkloadReader reader, ClusterHttp http, InstantSource clock, MeterRegistry meters) {
    return new LiveWorld(
        new WorkloadProbe(reader),
        new ServiceProbe(http, ANSWER_WITHIN),
        new UrlProbe(ANSWER_WITHIN),
        clock,
        meters);
  }

  @Bean
  VerificationHandler verifierHandler(
      LiveWorld verifierWorld, EventPublisher publisher, MeterRegistry meters) {
    return new VerificationHandler(verifierWorld, publisher, meters);
  }

  @Bean
  KeyedWorkLoop verifierLoop(
      KafkaSettings kafka,
      EventCodec codec,
      DeadLetters deadLetters,
      VerificationHandler verifierHandler) {
    return new KeyedWorkLoop(
        "verifier",
        Topics.VERIFICATIONS,
        "walkback-verifier",
        kafka,
        new RecordWork(Topics.VERIFICATIONS, codec, deadLetters, verifierHandler));
  }
}
