package dev.walkback.executor;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The executor as a process of its own. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(ExecutorConfiguration.class)
public class ExecutorApplication {

  public static void main(String[] args) {
    SpringApplication application = new SpringApplication(ExecutorApplication.class);
    application.setDefaultProperties(Map.of("spring.application.name", "executor"));
    application.run(args);
  }
}
