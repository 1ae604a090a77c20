package dev.walkback.notifier;

import dev.walkback.chassis.ChassisConfiguration;
import dev.walkback.chassis.DeadLetters;
import dev.walkback.chassis.KafkaSettings;
import dev.walkback.chassis.PoliciesConfiguration;
import dev.walkback.chassis.PoliciesView;
import dev.walkback.chassis.RecordSender;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.notifier.config.NotifierSettings;
import dev.walkback.notifier.core.Chat;
import dev.walkback.notifier.core.Rules;
import dev.walkback.notifier.inbound.AuditListener;
import dev.walkback.notifier.inbound.AuditPartitions;
import dev.walkback.notifier.outbound.Desk;
import dev.walkback.notifier.outbound.Tally;
import dev.walkback.notifier.outbound.Teller;
import dev.walkback.notifier.outbound.kafka.TopicCorrespondenceStore;
import dev.walkback.notifier.outbound.log.LogChat;
import dev.walkback.notifier.outbound.slack.Mention;
import dev.walkback.notifier.outbound.slack.SlackChat;
import dev.walkback.notifier.outbound.slack.SlackSettings;
import dev.walkback.notifier.outbound.slack.SlackWebhook;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.messaging.Message;

/**
 * All beans of the notifier, alone or beside other services in one context. The function {@code
 * notifier} has to be in {@code spring.cloud.function.definition}.
 */
@Configuration(proxyBeanMethods = false)
@Import({ChassisConfiguration.class, PoliciesConfiguration.class})
@EnableConfigurationProperties(NotifierSettings.class)
@PropertySource("classpath:dev/walkback/notifier/notifier.properties")
public class NotifierConfiguration {

  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
  private static final int SAVE_ATTEMPTS = 10;

  @Bean
  Chat notifierChat(NotifierSettings settings) {
    NotifierSettings.Slack slack = settings.slack();
    Mention onCall = Mention.of(slack.onCall());
    if (!slack.token().isBlank()) {
      return new SlackChat(
          new SlackSettings(
              slack.apiUrl(),
              slack.token(),
              slack.timeout(),
              slack.pace(),
              onCall,
              settings.rules().defaultChannel()));
    }
    return slack.webhookUrl().isBlank()
        ? logbook()
        : new SlackWebhook(URI.create(slack.webhookUrl()), slack.timeout(), slack.pace(), onCall);
  }

  @Bean(destroyMethod = "close")
  Desk notifierDesk(
      Chat notifierChat,
      Function<ApplicationId, Rules> notifierRules,
      TopicCorrespondenceStore notifierStore,
      MeterRegistry meters,
      InstantSource clock) {
    Teller teller = new Teller(notifierChat, logbook(), new Tally(meters), clock, FIRST_BACKOFF);
    return new Desk(notifierStore, teller, notifierRules, clock, SAVE_ATTEMPTS);
  }

  /** What belongs to no rollback carries no channel: the application's policy of today has it. */
  @Bean
  Function<ApplicationId, Rules> notifierRules(NotifierSettings settings, PoliciesView policies) {
    return application ->
        settings
            .rules()
            .within(policies.current().find(application).flatMap(RollbackPolicy::slackChannel));
  }

  @Bean
  TopicCorrespondenceStore notifierStore(KafkaSettings kafka, RecordSender sender) {
    return new TopicCorrespondenceStore(kafka, sender);
  }

  @Bean
  Consumer<Message<?>> notifier(Desk notifierDesk, EventCodec codec, DeadLetters deadLetters) {
    return new AuditListener(notifierDesk, codec, deadLetters);
  }

  @Bean
  AuditPartitions notifierPartitions(Desk notifierDesk) {
    return new AuditPartitions(notifierDesk);
  }

  private static LogChat logbook() {
    return new LogChat(LoggerFactory.getLogger("dev.walkback.notifier.messages")::info);
  }
}
