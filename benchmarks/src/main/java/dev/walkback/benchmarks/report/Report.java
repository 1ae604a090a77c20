package dev.walkback.benchmarks.report;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a benchmark says: tables for people, and every figure as a line of JSON in a file that is
 * named. Begins and ends with how busy the machine is.
 */
public final class Report implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final PrintWriter out;
  private final Path file;
  private final String benchmark;
  private final Instant begun;

  private Report(PrintWriter out, Path file, String benchmark, Instant begun) {
    this.out = out;
    this.file = file;
    this.benchmark = benchmark;
    this.begun = begun;
  }

  /** Begins a report, and appends its lines to a file. */
  public static Report open(PrintWriter out, Path file, String benchmark) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    var report = new Report(out, file, benchmark, Instant.now());
    report.text("%s  (load average %s)".formatted(benchmark, Machine.load()));
    report.figure("begin", Machine.describe());
    return report;
  }

  public void text(String line) {
    out.println(line);
    out.flush();
  }

  public void table(String title, Table table) {
    text("");
    text(title);
    table.lines().forEach(this::text);
  }

  /** One line of JSON: what it is about, and the values. */
  public void figure(String name, Map<String, ?> values) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("benchmark", benchmark);
    line.put("begun", begun.toString());
    line.put("load", Machine.load());
    line.put("figure", name);
    line.putAll(values);
    try {
      Files.writeString(
          file,
          JSON.writeValueAsString(line) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("Expected to write to " + file, e);
    }
  }

  public void figure(String name, Quantiles quantiles) {
    figure(name, quantiles, Map.of());
  }

  public void figure(String name, Quantiles quantiles, Map<String, ?> more) {
    Map<String, Object> values = new LinkedHashMap<>(more);
    values.put("count", quantiles.count());
    values.put("p50Ms", quantiles.p50());
    values.put("p90Ms", quantiles.p90());
    values.put("p99Ms", quantiles.p99());
    values.put("maxMs", quantiles.max());
    figure(name, values);
  }

  @Override
  public void close() {
    text("");
    text("Load average at the end %s; all figures are in %s".formatted(Machine.load(), file));
  }
}
