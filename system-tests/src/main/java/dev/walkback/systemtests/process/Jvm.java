package dev.walkback.systemtests.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a JVM of ours is started: on this JVM's class path, small, with what is asked for.
 *
 * @param properties system properties, for instance a failpoint
 * @param environment variables beside those of this process
 */
public record Jvm(
    String mainClass,
    List<String> arguments,
    Map<String, String> properties,
    Map<String, String> environment) {

  private static final List<String> SMALL =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-Xmx128m",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  public Jvm {
    arguments = List.copyOf(arguments);
    properties = Map.copyOf(properties);
    environment = Map.copyOf(environment);
  }

  public static Jvm running(String mainClass, List<String> arguments) {
    return new Jvm(mainClass, arguments, Map.of(), Map.of());
  }

  /** The same with further system properties. */
  public Jvm with(Map<String, String> further) {
    Map<String, String> all = new LinkedHashMap<>(properties);
    all.putAll(further);
    return new Jvm(mainClass, arguments, all, environment);
  }

  /** The same with further environment variables. */
  public Jvm withEnvironment(Map<String, String> further) {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.putAll(further);
    return new Jvm(mainClass, arguments, properties, all);
  }

  List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(SMALL);
    properties.forEach((name, value) -> command.add("-D%s=%s".formatted(name, value)));
    command.addAll(List.of("-cp", classPath(), mainClass));
    command.addAll(arguments);
    return command;
  }

  /**
   * Without the standalone: its logging is for all services in one JVM, and would speak for each.
   */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("standalone"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
