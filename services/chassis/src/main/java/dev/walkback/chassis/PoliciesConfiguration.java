package dev.walkback.chassis;

import dev.walkback.events.codec.EventCodec;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** For the services that decide by policies. */
@Configuration(proxyBeanMethods = false)
public class PoliciesConfiguration {

  @Bean
  PoliciesView policiesView(KafkaSettings settings, EventCodec codec) {
    return new PoliciesView(settings, codec);
  }
}
