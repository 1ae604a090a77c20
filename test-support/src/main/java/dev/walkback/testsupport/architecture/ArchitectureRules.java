package dev.walkback.testsupport.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which rules hold for what. */
public final class ArchitectureRules {

  /** In flow order; none of them may know another. */
  private static final List<String> SERVICES =
      List.of("detector", "orchestrator", "executor", "verifier", "notifier", "gateway");

  private static final String EXECUTOR = "executor";

  private ArchitectureRules() {}

  /**
   * The rules for a service.
   *
   * @param base its base package, for instance {@code dev.walkback.detector}
   */
  public static List<Rule> forService(String base) {
    List<Rule> rules = new ArrayList<>(forLibrary());
    rules.add(CoreRules.knowsNoTechnology(base));
    rules.add(CoreRules.hasNoThreads(base));
    rules.add(CoreRules.isToldTheTime(base));
    rules.add(CoreRules.knowsNoOtherLayer(base));
    rules.add(inboundKnowsNoOutbound(base));
    rules.add(outboundKnowsNoInbound(base));
    rules.add(layersHaveNoCycle(base));
    rules.add(noOtherService(base));
    rules.add(KubernetesRules.onlyInItsAdapter(base));
    rules.add(CallRules.timeAndIdsComeFromOutside(base));
    rules.add(CallRules.nobodySleeps(base));
    rules.add(CallRules.nobodyPrints());
    if (!base.endsWith("." + EXECUTOR)) {
      rules.add(KubernetesRules.writesNothing());
    }
    return List.copyOf(rules);
  }

  /** The rules for everything else that is shipped. */
  public static List<Rule> forLibrary() {
    return List.of(
        CallRules.everyPackageIsNullMarked(),
        CallRules.jackson3Only(),
        CallRules.logsWithSlf4j(),
        KubernetesRules.nobodyExecsIntoPods());
  }

  /** What ships under a package, without its tests. */
  public static JavaClasses shipped(String base) {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages(base);
  }

  private static Rule inboundKnowsNoOutbound(String base) {
    return Rule.named(
        "inbound must not know outbound",
        noClasses()
            .that()
            .resideInAPackage(base + ".inbound..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(base + ".outbound.."));
  }

  private static Rule outboundKnowsNoInbound(String base) {
    return Rule.named(
        "outbound must not know inbound",
        noClasses()
            .that()
            .resideInAPackage(base + ".outbound..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(base + ".inbound.."));
  }

  private static Rule layersHaveNoCycle(String base) {
    return Rule.named(
        "the layers of a service must have no cycle",
        slices().matching(base + ".(*)..").should().beFreeOfCycles());
  }

  private static Rule noOtherService(String base) {
    String family = base.substring(0, base.lastIndexOf('.'));
    String[] others =
        Stream.concat(SERVICES.stream(), Stream.of("standalone", "cli"))
            .map(name -> family + "." + name)
            .filter(name -> !name.equals(base))
            .map(name -> name + "..")
            .toArray(String[]::new);
    return Rule.named(
        "services meet on topics and nowhere else",
        noClasses().should().dependOnClassesThat(in(others)));
  }

  private static DescribedPredicate<JavaClass> in(String... packages) {
    return JavaClass.Predicates.resideInAnyPackage(packages);
  }
}
