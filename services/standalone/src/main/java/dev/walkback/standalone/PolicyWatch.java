package dev.walkback.standalone;

import dev.walkback.cli.kafka.CliException;
import dev.walkback.cli.kafka.Connection;
import dev.walkback.cli.policy.LoadedPolicies;
import dev.walkback.cli.policy.PolicyFiles;
import dev.walkback.cli.policy.PolicyPublisher;
import dev.walkback.events.policy.RollbackPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Publishes a directory of policies, and again whenever what it says has changed. */
final class PolicyWatch {

  private final Path directory;
  private final Connection connection;
  private final Consumer<String> out;
  private List<RollbackPolicy> published = List.of();
  private List<String> problems = List.of();

  PolicyWatch(Path directory, Connection connection, Consumer<String> out) {
    this.directory = directory;
    this.connection = connection;
    this.out = out;
  }

  /** The first time: every problem is told, and nothing runs with half of the policies. */
  void publish() {
    LoadedPolicies loaded = PolicyFiles.load(directory);
    if (!loaded.valid()) {
      loaded.problems().forEach(problem -> out.accept(problem.toString()));
      throw new CliException(
          "Expected valid policies in %s, but found %d problems."
              .formatted(directory, loaded.problems().size()));
    }
    PolicyPublisher.publish(connection, loaded.policies(), true);
    published = loaded.policies();
  }

  List<RollbackPolicy> published() {
    return published;
  }

  /** Later: what is invalid is told once and leaves the last good policies in force. */
  void look() {
    LoadedPolicies loaded = PolicyFiles.load(directory);
    List<String> found = loaded.problems().stream().map(Object::toString).toList();
    if (!found.equals(problems)) {
      problems = found;
      found.forEach(out);
      out.accept(found.isEmpty() ? "policies are valid again" : "policies stay as they were");
    }
    if (loaded.valid() && !loaded.policies().equals(published)) {
      published = loaded.policies();
      PolicyPublisher.publish(connection, published, true).stream()
          .filter(change -> !change.endsWith("is as it was"))
          .forEach(change -> out.accept("policy of " + change));
    }
  }
}
