package dev.walkback.chassis;

import dev.walkback.events.codec.EventCodec;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** For the services that change something. */
@Configuration(proxyBeanMethods = false)
public class HoldsConfiguration {

  @Bean
  HoldsView holdsView(KafkaSettings settings, EventCodec codec) {
    return new HoldsView(settings, codec);
  }
}
