package dev.walkback.notifier;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The notifier as a process of its own. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(NotifierConfiguration.class)
public class NotifierApplication {

  public static void main(String[] args) {
    application().run(args);
  }

  static SpringApplication application() {
    SpringApplication application = new SpringApplication(NotifierApplication.class);
    application.setDefaultProperties(
        Map.of(
            "spring.application.name", "notifier",
            "spring.cloud.function.definition", "notifier"));
    return application;
  }
}
