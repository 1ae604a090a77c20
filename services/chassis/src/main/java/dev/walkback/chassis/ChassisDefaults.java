package dev.walkback.chassis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** The settings that every service has unless somebody says otherwise. Lowest precedence of all. */
public final class ChassisDefaults implements EnvironmentPostProcessor {

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    try {
      Properties defaults =
          PropertiesLoaderUtils.loadProperties(
              new ClassPathResource("walkback-defaults.properties"));
      environment
          .getPropertySources()
          .addLast(new PropertiesPropertySource("walkbackDefaults", defaults));
    } catch (IOException e) {
      throw new UncheckedIOException("Expected walkback-defaults.properties on the class path", e);
    }
  }
}
