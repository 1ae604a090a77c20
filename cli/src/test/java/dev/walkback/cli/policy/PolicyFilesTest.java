package dev.walkback.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.walkback.events.policy.FleetPolicy;
import dev.walkback.events.policy.Guardrails;
import dev.walkback.events.suspicion.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each folder of {@code src/test/resources/policies} is a case: a new one needs no Java. */
class PolicyFilesTest {

  private static final Path CASES = Path.of("src/test/resources/policies");

  @TestFactory
  List<DynamicTest> each_folder_gives_its_policies_or_its_problems() throws IOException {
    try (Stream<Path> cases = Files.list(CASES)) {
      return cases
          .sorted()
          .map(folder -> dynamicTest(folder.getFileName().toString(), () -> check(folder)))
          .toList();
    }
  }

  private static void check(Path folder) throws IOException {
    LoadedPolicies loaded = PolicyFiles.load(folder);
    List<String> expected = Files.readAllLines(folder.resolve("expected.txt"));
    String prefix = folder + "/";
    if (folder.getFileName().toString().startsWith("valid")) {
      assertThat(loaded.problems()).isEmpty();
      assertThat(loaded.all().stream().map(PolicyTexts::of)).containsExactlyElementsOf(expected);
    } else {
      assertThat(
              loaded.problems().stream()
                  .map(problem -> problem.toString().replace(prefix, "").replace(CASES + "/", "")))
          .containsExactlyElementsOf(expected);
    }
  }

  @Test
  void layout_and_order_do_not_change_the_version(@TempDir Path dir) throws IOException {
    Path other = Files.createDirectory(dir.resolve("other"));
    Files.writeString(
        other.resolve("backend.yaml"),
        """
        # the same, written otherwise
        kind: RollbackPolicy
        apiVersion: "walkback.dev/v1"
        spec:
          workloads:
          - name: backend
            kind: Deployment
        metadata:
          namespace: production
          name: backend
        """);

    assertThat(PolicyFiles.load(other).policies().getFirst().version())
        .isEqualTo(PolicyFiles.load(CASES.resolve("valid-minimal")).policies().getFirst().version())
        .isNotEqualTo(
            PolicyFiles.load(CASES.resolve("valid-complete")).policies().getFirst().version());
  }

  @Test
  void a_missing_directory_is_a_problem_and_no_exception(@TempDir Path dir) {
    assertThat(PolicyFiles.load(dir.resolve("nowhere")).problems())
        .singleElement()
        .asString()
        .endsWith("expected a directory with policies or a policy file, but found nothing there");
  }

  @Test
  void the_example_says_what_holds_anyway() {
    LoadedPolicies loaded = PolicyFiles.load(Path.of("../deploy/policies"));

    assertThat(loaded.problems()).isEmpty();
    Guardrails rails = loaded.policies().getFirst().rails();
    for (Scenario scenario : Scenario.values()) {
      assertThat(rails.budget(scenario)).isEqualTo(scenario.budget());
      assertThat(rails.approvals().approvers(scenario)).isEqualTo(scenario.approvers());
    }
    assertThat(rails)
        .usingRecursiveComparison()
        .ignoringFields("budgets", "approvals.byScenario")
        .isEqualTo(Guardrails.DEFAULTS);
    assertThat(loaded.fleet().orElseThrow())
        .usingRecursiveComparison()
        .ignoringFields("version")
        .isEqualTo(FleetPolicy.DEFAULT);
  }
}
