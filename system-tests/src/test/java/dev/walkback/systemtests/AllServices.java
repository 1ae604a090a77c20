package dev.walkback.systemtests;

import dev.walkback.chassis.EdgeHealth;
import dev.walkback.detector.DetectorConfiguration;
import dev.walkback.executor.ExecutorConfiguration;
import dev.walkback.gateway.GatewayConfiguration;
import dev.walkback.notifier.NotifierConfiguration;
import dev.walkback.orchestrator.OrchestratorConfiguration;
import dev.walkback.verifier.VerifierConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** The six services in one context, as the standalone runs them; ready when all of them are. */
final class AllServices implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  @SpringBootConfiguration
  @EnableAutoConfiguration
  @Import({
    DetectorConfiguration.class,
    OrchestratorConfiguration.class,
    ExecutorConfiguration.class,
    VerifierConfiguration.class,
    NotifierConfiguration.class,
    GatewayConfiguration.class
  })
  static class Everything {}

  private AllServices(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /**
   * @param cluster properties that say where the cluster is
   */
  static AllServices start(
      String kafka, Map<String, String> cluster, Path evidence, int partitions) {
    Map<String, Object> properties = new HashMap<>(cluster);
    properties.put("walkback.kafka.bootstrap-servers", kafka);
    properties.put("walkback.topics.partitions", partitions);
    properties.put("walkback.executor.evidence-directory", evidence.toString());
    properties.put("spring.cloud.function.definition", "detector;notifier");
    properties.put("spring.application.name", "walkback");
    properties.putIfAbsent("server.port", "0");
    var application = new SpringApplication(Everything.class);
    application.setDefaultProperties(properties);
    var services = new AllServices(application.run());
    EdgeHealth health = services.context.getBean(EdgeHealth.class);
    Awaitility.await("all services ready")
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> org.assertj.core.api.Assertions.assertThat(health.problems()).isEmpty());
    return services;
  }

  int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  @Override
  public void close() {
    context.close();
  }
}
