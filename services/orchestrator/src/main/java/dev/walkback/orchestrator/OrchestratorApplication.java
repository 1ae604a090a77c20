package dev.walkback.orchestrator;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The orchestrator as a process of its own. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(OrchestratorConfiguration.class)
public class OrchestratorApplication {

  public static void main(String[] args) {
    application().run(args);
  }

  static SpringApplication application() {
    SpringApplication application = new SpringApplication(OrchestratorApplication.class);
    application.setDefaultProperties(Map.of("spring.application.name", "orchestrator"));
    return application;
  }
}
