package dev.walkback.systemtests;

import dev.walkback.chassis.EdgeHealth;
import dev.walkback.detector.DetectorApplication;
import dev.walkback.executor.ExecutorApplication;
import dev.walkback.gateway.GatewayApplication;
import dev.walkback.notifier.NotifierApplication;
import dev.walkback.orchestrator.OrchestratorApplication;
import dev.walkback.verifier.VerifierApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The services as they are deployed: each an application of its own, and each that touches the
 * cluster under its own ServiceAccount.
 */
final class ServicesApart implements AutoCloseable {

  private static final List<Service> ALL =
      List.of(
          new Service("orchestrator", OrchestratorApplication.class, "", false),
          new Service("detector", DetectorApplication.class, "detector", true),
          new Service("executor", ExecutorApplication.class, "", true),
          new Service("verifier", VerifierApplication.class, "", true),
          new Service("notifier", NotifierApplication.class, "notifier", false),
          new Service("gateway", GatewayApplication.class, "", false));

  private final List<ConfigurableApplicationContext> running;

  /**
   * @param function that its Spring Cloud Stream binding calls, if it has one
   */
  private record Service(
      String name, Class<?> application, String function, boolean touchesCluster) {}

  private ServicesApart(List<ConfigurableApplicationContext> running) {
    this.running = running;
  }

  /**
   * Starts all of them and waits until they are ready.
   *
   * @param properties for each of them
   * @param directory for their credentials
   */
  static ServicesApart start(Map<String, String> properties, Path directory) {
    var services =
        new ServicesApart(
            ALL.stream().map(service -> run(service, properties, directory)).toList());
    services.running.forEach(ServicesApart::awaitReady);
    return services;
  }

  /** Where the gateway listens. */
  int gatewayPort() {
    return running
        .getLast()
        .getEnvironment()
        .getRequiredProperty("local.server.port", Integer.class);
  }

  private static ConfigurableApplicationContext run(
      Service service, Map<String, String> properties, Path directory) {
    Map<String, Object> own = new HashMap<>(properties);
    own.put("spring.application.name", service.name());
    own.put("spring.cloud.function.definition", service.function());
    own.put("server.port", "0");
    if (service.touchesCluster()) {
      own.put(
          "walkback.kubernetes.kubeconfig",
          Lab.kubeconfigOf("walkback-" + service.name(), directory).toString());
    }
    var application = new SpringApplication(service.application());
    application.setDefaultProperties(own);
    return application.run();
  }

  private static void awaitReady(ConfigurableApplicationContext context) {
    EdgeHealth health = context.getBean(EdgeHealth.class);
    Awaitility.await(context.getId() + " ready")
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> Assertions.assertThat(health.problems()).isEmpty());
  }

  @Override
  public void close() {
    running.forEach(ConfigurableApplicationContext::close);
  }
}
