package dev.walkback.cli.policy;

import dev.walkback.events.policy.RollbackPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads every {@code .yaml} and {@code .yml} of a directory (not of directories below it, not
 * hidden ones), or one file. Never throws for what is in a file: all problems of all files come at
 * once.
 */
public final class PolicyFiles {

  private final List<PolicyProblem> problems = new ArrayList<>();
  private final DocumentReader documents = new DocumentReader();

  private PolicyFiles() {}

  public static LoadedPolicies load(Path directoryOrFile) {
    var files = new PolicyFiles();
    List<Path> found = files.find(directoryOrFile);
    found.forEach(files::read);
    Claims.check(files.documents.policies());
    List<RollbackPolicy> policies =
        files.documents.policies().stream()
            .map(Placed::policy)
            .sorted(Comparator.comparing(RollbackPolicy::application))
            .toList();
    files.problems.sort(
        Comparator.comparing(PolicyProblem::file)
            .thenComparingInt(PolicyProblem::line)
            .thenComparingInt(PolicyProblem::column));
    return new LoadedPolicies(policies, files.documents.fleet(), files.problems, found.size());
  }

  private List<Path> find(Path place) {
    if (Files.isRegularFile(place)) {
      return List.of(place);
    }
    if (!Files.isDirectory(place)) {
      note(place, "expected a directory with policies or a policy file, but found nothing there");
      return List.of();
    }
    try (Stream<Path> entries = Files.list(place)) {
      List<Path> found = entries.filter(PolicyFiles::isPolicyFile).sorted().toList();
      if (found.isEmpty()) {
        note(place, "expected at least one .yaml file, but found none");
      }
      return found;
    } catch (IOException e) {
      note(place, "expected a readable directory, but found: " + e.getMessage());
      return List.of();
    }
  }

  private static boolean isPolicyFile(Path path) {
    String name = String.valueOf(path.getFileName());
    return !name.startsWith(".")
        && (name.endsWith(".yaml") || name.endsWith(".yml"))
        && Files.isRegularFile(path);
  }

  private void read(Path file) {
    var scope = new Scope(file.toString(), "", problems);
    try {
      LoadSettings settings =
          LoadSettings.builder().setLabel(file.toString()).setUseMarks(true).build();
      for (Node document : new Compose(settings).composeAllFromString(Files.readString(file))) {
        if (!Scope.isNothing(document)) {
          documents.read(document, scope);
        }
      }
    } catch (MarkedYamlEngineException e) {
      problems.add(malformed(file, e));
    } catch (YamlEngineException | IOException e) {
      note(file, "expected readable YAML in UTF-8, but found: " + e.getMessage());
    }
  }

  private static PolicyProblem malformed(Path file, MarkedYamlEngineException e) {
    Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
    int line = mark == null ? 1 : mark.getLine() + 1;
    int column = mark == null ? 1 : mark.getColumn() + 1;
    return new PolicyProblem(
        file.toString(), line, column, "", "expected YAML, but found: " + e.getProblem());
  }

  private void note(Path place, String message) {
    problems.add(new PolicyProblem(place.toString(), 1, 1, "", message));
  }
}
