package dev.walkback.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process has used so far, from the kernel's own account.
 *
 * @param cpuSeconds of all its threads
 * @param rssMib resident memory now
 * @param peakMib the most that was ever resident
 */
public record Usage(double cpuSeconds, double rssMib, double peakMib) {

  private static final double TICKS_PER_SECOND = 100;
  private static final double KIB_PER_MIB = 1024;
  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;

  public static Usage of(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/%d/stat".formatted(pid)));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    double ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
    String status = Files.readString(Path.of("/proc/%d/status".formatted(pid)));
    return new Usage(ticks / TICKS_PER_SECOND, mib(status, "VmRSS:"), mib(status, "VmHWM:"));
  }

  public static Usage ofThisProcess() throws IOException {
    return of(ProcessHandle.current().pid());
  }

  private static double mib(String status, String name) {
    return status
            .lines()
            .filter(line -> line.startsWith(name))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElse(0)
        / KIB_PER_MIB;
  }
}
