package dev.walkback.gateway;

import dev.walkback.chassis.ChassisConfiguration;
import dev.walkback.chassis.RecordSender;
import dev.walkback.gateway.config.GatewaySettings;
import dev.walkback.gateway.core.TriggerLog;
import dev.walkback.gateway.inbound.BearerToken;
import dev.walkback.gateway.inbound.WebhookController;
import dev.walkback.gateway.outbound.TopicTriggerLog;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** All beans of the gateway, alone or beside other services in one context. */
@Configuration(proxyBeanMethods = false)
@Import(ChassisConfiguration.class)
@EnableConfigurationProperties(GatewaySettings.class)
public class GatewayConfiguration {

  @Bean
  TriggerLog gatewayTriggerLog(RecordSender sender, GatewaySettings settings) {
    return new TopicTriggerLog(sender, settings.ackTimeout());
  }

  @Bean
  WebhookController gatewayWebhookController(
      TriggerLog triggers, GatewaySettings settings, MeterRegistry meters) {
    return new WebhookController(
        triggers, new BearerToken(settings.token()), settings.maxConcurrent(), meters);
  }
}
