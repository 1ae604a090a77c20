package dev.walkback.standalone;

import dev.walkback.cli.kafka.CliException;
import dev.walkback.cli.kafka.Connection;
import dev.walkback.cli.policy.LoadedPolicies;
import dev.walkback.cli.policy.PolicyFiles;
import dev.walkback.cli.policy.PolicyPublisher;
import dev.walkback.cli.text.Counts;
import dev.walkback.events.policy.RollbackPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Publishes a directory of policies, and again whenever what it says has changed. */
final class PolicyWatch {

  private final Path directory;
  private final Consumer<String> out;
  private List<RollbackPolicy> valid = List.of();
  private List<String> problems = List.of();

  PolicyWatch(Path directory, Consumer<String> out) {
    this.directory = directory;
    this.out = out;
  }

  /** The first time: every problem is told, and nothing runs with half of the policies. */
  List<RollbackPolicy> check() {
    LoadedPolicies loaded = PolicyFiles.load(directory);
    if (!loaded.valid()) {
      loaded.problems().forEach(problem -> out.accept(problem.toString()));
      throw new CliException(
          "Expected valid policies in %s, but found %s."
              .formatted(directory, Counts.of(loaded.problems().size(), "problem")));
    }
    valid = loaded.policies();
    return valid;
  }

  /** Publishes what was valid last. */
  void publish(Connection connection) {
    PolicyPublisher.publish(connection, valid, true);
  }

  /** Later: what is invalid is told once and leaves the last good policies in force. */
  void look(Connection connection) {
    LoadedPolicies loaded = PolicyFiles.load(directory);
    List<String> found = loaded.problems().stream().map(Object::toString).toList();
    if (!found.equals(problems)) {
      problems = found;
      found.forEach(out);
      out.accept(found.isEmpty() ? "policies are valid again" : "policies stay as they were");
    }
    if (loaded.valid() && !loaded.policies().equals(valid)) {
      valid = loaded.policies();
      PolicyPublisher.publish(connection, valid, true).stream()
          .filter(change -> !change.endsWith("is as it was"))
          .forEach(change -> out.accept("policy of " + change));
    }
  }
}
