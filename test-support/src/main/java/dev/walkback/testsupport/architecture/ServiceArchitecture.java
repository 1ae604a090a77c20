package dev.walkback.testsupport.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Checks the service in whose base package the subclass is. The subclass is empty: {@code class
 * ArchitectureTest extends ServiceArchitecture {}}.
 */
public abstract class ServiceArchitecture {

  @TestFactory
  Stream<DynamicTest> the_rules_of_a_service_hold() {
    String base = getClass().getPackageName();
    JavaClasses classes = ArchitectureRules.shipped(base);
    return ArchitectureRules.forService(base).stream()
        .map(rule -> DynamicTest.dynamicTest(rule.name(), () -> rule.rule().check(classes)));
  }
}
