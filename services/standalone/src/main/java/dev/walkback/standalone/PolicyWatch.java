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
  private final Consumer<String> out;
  private List<RollbackPolicy> inForce;
  private List<String> problems = List.of();

  private PolicyWatch(Path directory, Consumer<String> out, List<RollbackPolicy> inForce) {
    this.directory = directory;
    this.out = out;
    this.inForce = inForce;
  }

  /** Reads them the first time: every problem is told, and nothing begins with half of them. */
  static PolicyWatch of(Path directory, Consumer<String> out) {
    LoadedPolicies loaded = PolicyFiles.load(directory);
    if (!loaded.valid()) {
      loaded.problems().forEach(problem -> out.accept(problem.toString()));
      throw new CliException(
          "Expected valid policies in %s; nothing was started.".formatted(directory));
    }
    return new PolicyWatch(directory, out, loaded.policies());
  }

  /** Puts them in force. */
  void publish(Connection connection) {
    PolicyPublisher.publish(connection, inForce, true);
  }

  int size() {
    return inForce.size();
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
    if (loaded.valid() && !loaded.policies().equals(inForce)) {
      inForce = loaded.policies();
      PolicyPublisher.publish(connection, inForce, true).stream()
          .filter(change -> !change.endsWith("is as it was"))
          .forEach(change -> out.accept("policy of " + change));
    }
  }
}
