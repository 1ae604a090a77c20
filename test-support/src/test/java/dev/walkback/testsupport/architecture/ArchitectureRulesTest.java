package dev.walkback.testsupport.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The package {@code detector} here breaks every rule once, {@code notifier} keeps them all. */
class ArchitectureRulesTest {

  private static final String HERE = ArchitectureRulesTest.class.getPackageName();
  private static final String BAD = HERE + ".detector";
  private static final String GOOD = HERE + ".notifier";

  private static final JavaClasses BAD_CLASSES = new ClassFileImporter().importPackages(BAD);
  private static final JavaClasses GOOD_CLASSES = new ClassFileImporter().importPackages(GOOD);

  static Stream<Arguments> violations() {
    return Stream.of(
        arguments("core must know no technology", "KnowsLogging"),
        arguments("core must have no threads", "HasThreads"),
        arguments("core must be told the time, ids and randomness", "ReadsTheClock"),
        arguments("core must know no other layer", "KnowsOutbound"),
        arguments("inbound must not know outbound", "Listener"),
        arguments("outbound must not know inbound", "Sender"),
        arguments("the layers of a service must have no cycle", "Cycle detected"),
        arguments("services meet on topics and nowhere else", "KnowsAnotherService"),
        arguments(
            "the Kubernetes client is known only to outbound.kube and the wiring",
            "KnowsKubernetes"),
        arguments("only the executor writes to a cluster", "Writes.pods"),
        arguments("only the executor writes to a cluster", "Writes.raw"),
        arguments("nobody runs commands in pods", "EntersPods"),
        arguments(
            "the clock is read and ids are drawn only in config, the application and adapters",
            "DrawsIds"),
        arguments("nobody sleeps, except an adapter that backs off", "Sleeps"),
        arguments("services log and never print", "Prints"),
        arguments("JSON is read and written with Jackson 3 only", "UsesJackson2"),
        arguments("logs are written with SLF4J only", "UsesJavaLogging"),
        arguments("every package is null-marked", "NotNullMarked"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("violations")
  void a_violation_is_found(String rule, String culprit) {
    String report = named(rule).rule().evaluate(BAD_CLASSES).getFailureReport().toString();
    assertThat(report).contains(culprit);
  }

  @Test
  void every_rule_has_a_violation_that_proves_it() {
    List<String> proven =
        violations().map(violation -> (String) violation.get()[0]).distinct().toList();
    assertThat(ArchitectureRules.forService(BAD))
        .extracting(Rule::name)
        .containsExactlyInAnyOrderElementsOf(proven);
  }

  @ParameterizedTest
  @MethodSource("rulesOfTheGoodService")
  void a_service_that_keeps_the_rules_passes(Rule rule) {
    assertThatCode(() -> rule.rule().check(GOOD_CLASSES)).doesNotThrowAnyException();
  }

  @Test
  void the_executor_alone_may_write() {
    assertThat(ArchitectureRules.forService(HERE + ".executor"))
        .extracting(Rule::name)
        .doesNotContain("only the executor writes to a cluster");
  }

  static List<Rule> rulesOfTheGoodService() {
    return ArchitectureRules.forService(GOOD);
  }

  private static Rule named(String name) {
    return ArchitectureRules.forService(BAD).stream()
        .filter(rule -> rule.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
