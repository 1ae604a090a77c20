package dev.walkback.testsupport.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.time.Clock;

/**
 * The core is pure: what it needs to know comes in as an argument, what it wants goes out as a
 * value.
 */
final class CoreRules {

  private CoreRules() {}

  static Rule knowsNoTechnology(String base) {
    return Rule.named(
        "core must know no technology",
        coreOf(base)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.springframework..",
                "org.apache.kafka..",
                "io.fabric8..",
                "io.micrometer..",
                "org.slf4j..",
                "java.util.logging..",
                "java.net.http..",
                "java.nio.file..",
                "java.sql..",
                "dev.walkback.chassis.."));
  }

  static Rule hasNoThreads(String base) {
    return Rule.named(
        "core must have no threads",
        coreOf(base)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.concurrent.locks..", "java.lang.foreign..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.util.concurrent.Executor.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.util.concurrent.Future.class));
  }

  static Rule isToldTheTime(String base) {
    return Rule.named(
        "core must be told the time, ids and randomness",
        coreOf(base)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.util.random.RandomGenerator.class)
            .orShould()
            .callMethodWhere(CallRules.READS_TIME_OR_CHANCE));
  }

  static Rule knowsNoOtherLayer(String base) {
    return Rule.named(
        "core must know no other layer",
        coreOf(base)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(base + ".inbound..", base + ".outbound..", base + ".config.."));
  }

  private static GivenClassesConjunction coreOf(String base) {
    return noClasses().that().resideInAPackage(base + ".core..");
  }
}
