package dev.walkback.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.walkback.events.WorkloadRef;
import dev.walkback.events.policy.HealthCheck;
import dev.walkback.events.policy.RollbackPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
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
      assertThat(loaded.policies().stream().map(PolicyFilesTest::text))
          .containsExactlyElementsOf(expected);
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

  private static String text(RollbackPolicy policy) {
    return "%s %s alerts %s %s checks %s soak %s cooldown %s window %s"
        .formatted(
            policy.application(),
            policy.workloads().stream().map(WorkloadRef::shortName).toList(),
            policy.alerts().names(),
            new TreeMap<>(policy.alerts().labels()),
            policy.checks().stream().map(PolicyFilesTest::text).toList(),
            Durations.format(policy.limits().soak()),
            Durations.format(policy.limits().cooldown()),
            Durations.format(policy.limits().releaseWindow()));
  }

  private static String text(HealthCheck check) {
    String where =
        switch (check) {
          case HealthCheck.OfService at ->
              at.namespace() + "/" + at.service() + ":" + at.port() + at.path();
          case HealthCheck.OfUrl at -> at.url().toString();
        };
    return check.name() + " " + where + " " + check.status() + " " + new TreeMap<>(check.json());
  }
}
