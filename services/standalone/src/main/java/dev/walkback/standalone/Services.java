package dev.walkback.standalone;

import dev.walkback.chassis.EdgeHealth;
import dev.walkback.detector.DetectorConfiguration;
import dev.walkback.executor.ExecutorConfiguration;
import dev.walkback.gateway.GatewayConfiguration;
import dev.walkback.notifier.NotifierConfiguration;
import dev.walkback.orchestrator.OrchestratorConfiguration;
import dev.walkback.verifier.VerifierConfiguration;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/** The five services and the gateway in one context. */
public final class Services implements AutoCloseable {

  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final long LOOK_EVERY_MILLIS = 50;

  private final ConfigurableApplicationContext context;

  private Services(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** What is imported: each service's own configuration, nothing of ours. */
  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import({
    DetectorConfiguration.class,
    OrchestratorConfiguration.class,
    ExecutorConfiguration.class,
    VerifierConfiguration.class,
    NotifierConfiguration.class,
    GatewayConfiguration.class
  })
  static class All {}

  /**
   * Prepares the services at once and lets them go when the broker is there.
   *
   * @param settings Spring properties, which win over files and the environment
   * @param broker completes when topics can be used
   */
  public static Services start(Map<String, String> settings, CompletableFuture<?> broker) {
    // The broker logs before Spring is there: logback.xml speaks for all, and Boot leaves it alone.
    System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
    var application = new SpringApplication(All.class);
    application.setLogStartupInfo(false);
    application.setRegisterShutdownHook(false);
    var arguments = new HashMap<>(settings);
    arguments.put("spring.application.name", "walkback-standalone");
    arguments.put("spring.cloud.function.definition", "detector;notifier");
    application.addInitializers(context ->
        ((GenericApplicationContext) context)
            .registerBean("brokerGate", BrokerGate.class, () -> new BrokerGate(broker)));
    return new Services(
        application.run(
            arguments.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new)));
  }

  /** Returns as soon as all are ready, at the latest after a minute, with what is wrong still. */
  public Map<String, String> awaitReady() throws InterruptedException {
    return awaitReady(READY_WITHIN);
  }

  /** The same with a patience of one's own. */
  Map<String, String> awaitReady(Duration within) throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    Map<String, String> problems = problems();
    while (!problems.isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(LOOK_EVERY_MILLIS);
      problems = problems();
    }
    return problems;
  }

  /** What is wrong, by what it concerns; empty when all are ready. */
  public Map<String, String> problems() {
    return context.getBean(EdgeHealth.class).problems();
  }

  /** Where webhooks, health and metrics are served. */
  public int httpPort() {
    return context instanceof WebServerApplicationContext web && web.getWebServer() != null
        ? web.getWebServer().getPort()
        : 0;
  }

  @Override
  public void close() {
    context.close();
  }
}
