package dev.walkback.testsupport.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** What may be called where, and what every package carries. */
final class CallRules {

  private static final Set<String> TIME_AND_CHANCE =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.Math.random",
          "java.util.UUID.randomUUID");

  static final DescribedPredicate<JavaMethodCall> READS_TIME_OR_CHANCE =
      DescribedPredicate.describe("reads the clock or chance", CallRules::readsTimeOrChance);

  private CallRules() {}

  static Rule timeAndIdsComeFromOutside(String base) {
    return Rule.named(
        "the clock is read and ids are drawn only in config, the application and adapters",
        noClasses()
            .that()
            .resideOutsideOfPackages(base + ".config..", base + ".outbound..")
            .and()
            .haveSimpleNameNotEndingWith("Application")
            .and()
            .haveSimpleNameNotEndingWith("Configuration")
            .should()
            .callMethodWhere(
                READS_TIME_OR_CHANCE.and(
                    DescribedPredicate.describe(
                        "other than System.nanoTime",
                        call -> !call.getName().equals("nanoTime")))));
  }

  static Rule nobodySleeps(String base) {
    return Rule.named(
        "nobody sleeps, except an adapter that backs off",
        noClasses()
            .that()
            .resideOutsideOfPackage(base + ".outbound..")
            .should()
            .callMethodWhere(
                DescribedPredicate.describe(
                    "sleeps", call -> fullName(call).equals("java.lang.Thread.sleep"))));
  }

  static Rule nobodyPrints() {
    return Rule.named(
        "services log and never print",
        noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethodWhere(
                DescribedPredicate.describe(
                    "prints a stack trace", call -> call.getName().equals("printStackTrace"))));
  }

  static Rule jackson3Only() {
    return Rule.named(
        "JSON is read and written with Jackson 3 only",
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "com.fasterxml.jackson.databind..", "com.fasterxml.jackson.core.."));
  }

  static Rule logsWithSlf4j() {
    return Rule.named(
        "logs are written with SLF4J only",
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "java.util.logging..", "org.apache.commons.logging..", "org.apache.logging.."));
  }

  static Rule everyPackageIsNullMarked() {
    return Rule.named(
        "every package is null-marked",
        classes()
            .should(
                new ArchCondition<JavaClass>("be in a package with @NullMarked") {
                  @Override
                  public void check(JavaClass item, ConditionEvents events) {
                    boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
                    events.add(
                        new SimpleConditionEvent(
                            item,
                            marked,
                            "Expected @NullMarked on the package of %s, but found none"
                                .formatted(item.getName())));
                  }
                }));
  }

  private static boolean readsTimeOrChance(JavaMethodCall call) {
    boolean now =
        call.getName().equals("now")
            && call.getTargetOwner().getPackageName().equals("java.time")
            && call.getTarget().getRawParameterTypes().isEmpty();
    boolean systemClock =
        call.getTargetOwner().getName().startsWith("java.time.")
            && call.getName().startsWith("system");
    return now
        || (systemClock && !call.getName().equals("systemDefault"))
        || TIME_AND_CHANCE.contains(fullName(call));
  }

  private static String fullName(JavaMethodCall call) {
    return call.getTargetOwner().getName() + "." + call.getName();
  }
}
