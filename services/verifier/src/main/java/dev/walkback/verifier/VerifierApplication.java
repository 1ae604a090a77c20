package dev.walkback.verifier;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The verifier as a process of its own. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(VerifierConfiguration.class)
public class VerifierApplication {

  public static void main(String[] args) {
    application().run(args);
  }

  static SpringApplication application() {
    SpringApplication application = new SpringApplication(VerifierApplication.class);
    application.setDefaultProperties(Map.of("spring.application.name", "verifier"));
    return application;
  }
}
