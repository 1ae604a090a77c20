package dev.walkback.verifier;

import dev.walkback.chassis.ChassisConfiguration;
import dev.walkback.chassis.DeadLetters;
import dev.walkback.chassis.EventPublisher;
import dev.walkback.chassis.KafkaSettings;
import dev.walkback.chassis.KeyedWorkLoop;
import dev.walkback.chassis.RecordWork;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.topic.Topics;
import dev.walkback.verifier.config.VerifierSettings;
import dev.walkback.verifier.inbound.VerificationHandler;
import dev.walkback.verifier.inbound.VerificationHandler.Share;
import dev.walkback.verifier.outbound.LiveWorld;
import dev.walkback.verifier.outbound.PacedWorld;
import dev.walkback.verifier.outbound.kube.ServiceProbe;
import dev.walkback.verifier.outbound.kube.WorkloadProbe;
import dev.walkback.verifier.outbound.web.UrlProbe;
import dev.walkback.workloads.ClusterHttp;
import dev.walkback.workloads.KubernetesConfiguration;
import dev.walkback.workloads.Pace;
import dev.walkback.workloads.WorkloadReader;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** All beans of the verifier, alone or beside other services in one context. */
@Configuration(proxyBeanMethods = false)
@Import({ChassisConfiguration.class, KubernetesConfiguration.class})
@EnableConfigurationProperties(VerifierSettings.class)
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
    return new VerificationHandler(Share.OF_ROLLBACKS, verifierWorld, publisher, meters);
  }

  @Bean
  VerificationHandler verifierWatchHandler(
      LiveWorld verifierWorld,
      VerifierSettings settings,
      EventPublisher publisher,
      MeterRegistry meters) {
    var paced = new PacedWorld(verifierWorld, new Pace(settings.watchRequestsPerSecond()));
    return new VerificationHandler(Share.OF_RELEASES, paced, publisher, meters);
  }

  @Bean
  KeyedWorkLoop verifierLoop(
      KafkaSettings kafka,
      EventCodec codec,
      DeadLetters deadLetters,
      VerificationHandler verifierHandler) {
    return loop(
        "verifier",
        kafka,
        new RecordWork(Topics.VERIFICATIONS, codec, deadLetters, verifierHandler));
  }

  /**
   * A loop and a group of their own for watches: the verification of a rollback neither waits
   * behind the watch of the release that it walks away from, nor for the offsets of watches.
   */
  @Bean
  KeyedWorkLoop verifierWatchLoop(
      KafkaSettings kafka,
      EventCodec codec,
      DeadLetters deadLetters,
      VerificationHandler verifierWatchHandler) {
    return loop(
        "verifier-watch",
        kafka,
        new RecordWork(Topics.VERIFICATIONS, codec, deadLetters, verifierWatchHandler));
  }

  private static KeyedWorkLoop loop(String name, KafkaSettings kafka, RecordWork work) {
    return new KeyedWorkLoop(name, Topics.VERIFICATIONS, "walkback-" + name, kafka, work);
  }
}
