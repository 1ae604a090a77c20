package dev.walkback.testsupport.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Checks a module that is no service, in whose base package the (empty) subclass is. */
public abstract class LibraryArchitecture {

  @TestFactory
  Stream<DynamicTest> the_rules_of_a_library_hold() {
    String base = getClass().getPackageName();
    JavaClasses classes = ArchitectureRules.shipped(base);
    return ArchitectureRules.forLibrary().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.name(), () -> rule.rule().check(classes)));
  }
}
