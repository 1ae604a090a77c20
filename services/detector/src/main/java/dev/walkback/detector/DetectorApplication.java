package dev.walkback.detector;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The detector as a process of its own. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(DetectorConfiguration.class)
public class DetectorApplication {

  public static void main(String[] args) {
    application().run(args);
  }

  static SpringApplication application() {
    SpringApplication application = new SpringApplication(DetectorApplication.class);
    application.setDefaultProperties(
        Map.of(
            "spring.application.name", "detector",
            "spring.cloud.function.definition", "detector"));
    return application;
  }
}
