package dev.walkback.benchmarks.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM with our own class path. */
final class Java {

  private Java() {}

  static List<String> command(List<String> options, String main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main);
    command.addAll(arguments);
    return command;
  }
}
