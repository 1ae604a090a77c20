package dev.walkback.benchmarks;

import dev.walkback.benchmarks.process.Product;
import dev.walkback.benchmarks.report.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all benchmarks have in common: where their figures and their data go. */
public final class Bench {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Figures as lines of JSON. Default: a new file in .walkback/benchmarks.")
  private @Nullable Path out;

  private final String stamp = STAMP.format(Instant.now());

  public Report report(String benchmark) throws IOException {
    Path file = out;
    if (file == null) {
      file = root().resolve(benchmark + "-" + stamp + ".jsonl");
    }
    return Report.open(new PrintWriter(System.out, true, StandardCharsets.UTF_8), file, benchmark);
  }

  /** A new directory for the data and the logs of the processes; it stays. */
  public Path directory(String benchmark) throws IOException {
    return Files.createDirectories(root().resolve(benchmark + "-" + stamp));
  }

  private static Path root() {
    return Product.home().resolve(".walkback").resolve("benchmarks");
  }
}
