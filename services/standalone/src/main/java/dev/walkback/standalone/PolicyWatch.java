package dev.walkback.standalone;

import dev.walkback.cli.kafka.CliException;
import dev.walkback.cli.kafka.Connection;
import dev.walkback.cli.policy.LoadedPolicies;
import dev.walkback.cli.policy.PolicyFiles;
import dev.walkback.cli.policy.PolicyPublisher;
import dev.walkback.events.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Publishes a directory of policies, and again whenever what it says has changed. */
final class PolicyWatch {

  private final Path directory;
  private final Consumer<String> out;
  private List<Event> inForce;
  private List<String> problems = List.of();
  private Map<Path, Stamp> read = Map.of();

  private PolicyWatch(Path directory, Consumer<String> out, List<Event> inForce) {
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
    return new PolicyWatch(directory, out, loaded.all());
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
    Map<Path, Stamp> found = stamps();
    if (!found.isEmpty() && found.equals(read)) {
      return;
    }
    read = found;
    look(connection, PolicyFiles.load(directory));
  }

  private void look(Connection connection, LoadedPolicies loaded) {
    List<String> found = loaded.problems().stream().map(Object::toString).toList();
    if (!found.equals(problems)) {
      problems = found;
      found.forEach(out);
      out.accept(found.isEmpty() ? "policies are valid again" : "policies stay as they were");
    }
    if (loaded.valid() && !loaded.all().equals(inForce)) {
      inForce = loaded.all();
      PolicyPublisher.publish(connection, inForce, true).stream()
          .filter(change -> !change.endsWith("is as it was"))
          .forEach(change -> out.accept("policy of " + change));
    }
  }

  /** What tells that a file was written again, without reading it. */
  private record Stamp(FileTime modified, long size) {}

  /** Empty where it cannot be told: then everything is read. */
  private Map<Path, Stamp> stamps() {
    try (Stream<Path> files =
        Files.isDirectory(directory) ? Files.list(directory) : Stream.of(directory)) {
      Map<Path, Stamp> stamps = new HashMap<>();
      for (Path file : files.toList()) {
        stamps.put(file, new Stamp(Files.getLastModifiedTime(file), Files.size(file)));
      }
      return stamps;
    } catch (IOException e) {
      return Map.of();
    }
  }
}
