package dev.walkback.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What is measured on, and how busy it is otherwise. */
public final class Machine {

  private static final double TICKS_PER_SECOND = 100;
  private static final int USER_TO_STEAL = 8;

  private Machine() {}

  /** The load average of one, five and fifteen minutes, as the kernel says it. */
  public static String load() {
    String[] words = read("/proc/loadavg").split(" ", 4);
    return words[0] + " " + words[1] + " " + words[2];
  }

  public static Map<String, Object> describe() {
    Map<String, Object> facts = new TreeMap<>();
    facts.put("cores", Runtime.getRuntime().availableProcessors());
    facts.put("cpu", cpu());
    facts.put("kernel", System.getProperty("os.version", "?"));
    facts.put("jdk", System.getProperty("java.runtime.version", "?"));
    return facts;
  }

  private static String cpu() {
    return read("/proc/cpuinfo")
        .lines()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("?");
  }

  /** Seconds of all cores together that were not idle since the machine started. */
  public static double busySeconds() {
    String[] fields = read("/proc/stat").lines().findFirst().orElse("").split("\\s+", -1);
    double busy = 0;
    for (int i = 1; i <= USER_TO_STEAL; i++) {
      boolean idleOrWaiting = i == 4 || i == 5;
      busy += idleOrWaiting ? 0 : Long.parseLong(fields[i]) / TICKS_PER_SECOND;
    }
    return busy;
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Expected to read %s; the benchmarks run on Linux only".formatted(file), e);
    }
  }
}
