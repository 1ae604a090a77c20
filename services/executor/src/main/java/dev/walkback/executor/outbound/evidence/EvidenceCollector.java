package dev.walkback.executor.outbound.evidence;

import dev.walkback.events.execution.EvidenceSummary;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.executor.config.ExecutorSettings;
import dev.walkback.executor.core.EvidenceKeeper;
import dev.walkback.workloads.ClusterHttp;
import dev.walkback.workloads.WorkloadSnapshot;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Captures evidence with a few requests at a time. When the time box ends, what is there is kept
 * and the rest is listed as missing; a capture that hangs even so is left behind.
 */
public final class EvidenceCollector implements EvidenceKeeper {

  private static final Logger LOG = LoggerFactory.getLogger(EvidenceCollector.class);
  private static final int AT_A_TIME = 8;
  private static final int LONGEST_REASON = 200;

  private final EvidenceReads reads;
  private final Bundles bundles;

  public EvidenceCollector(ClusterHttp http, ExecutorSettings settings) {
    this.bundles = new Bundles(settings.evidenceDirectory());
    this.reads =
        new EvidenceReads(
            http,
            new EvidenceReads.LogLimits(
                settings.evidencePods(),
                settings.evidenceTailLines(),
                settings.evidenceLogBytes()));
  }

  @Override
  public Optional<EvidenceSummary> existing(RollBackWorkload step) {
    return bundles.find(step);
  }

  @Override
  public Optional<EvidenceSummary> capture(
      RollBackWorkload step, WorkloadSnapshot seen, Duration timeBox) {
    if (!timeBox.isPositive()) {
      return Optional.empty();
    }
    long end = System.nanoTime() + timeBox.toNanos();
    // Not closed: closing would wait for what hangs.
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      Future<EvidenceSummary> whole = threads.submit(() -> captured(step, seen, end, threads));
      EvidenceSummary summary = whole.get(timeBox.toNanos(), TimeUnit.NANOSECONDS);
      LOG.info(
          "evidence rollback={} step=\"{}\" items={} missing={} location={}",
          step.rollbackId(),
          step.step(),
          summary.items().size(),
          summary.missing().size(),
          summary.location());
      return Optional.of(summary);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn(
          "no evidence rollback={} step=\"{}\" reason=\"{}\"",
          step.rollbackId(),
          step.step(),
          e.getCause() == null ? "not done within " + timeBox : e.getCause());
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      threads.shutdownNow();
    }
  }

  private EvidenceSummary captured(
      RollBackWorkload step, WorkloadSnapshot seen, long end, ExecutorService threads)
      throws IOException, InterruptedException {
    Optional<EvidenceSummary> before = bundles.find(step);
    if (before.isPresent()) {
      return before.get();
    }
    // A part of the box belongs to writing what was read.
    long endOfReading = end - (end - System.nanoTime()) / 5;
    var requests = new Semaphore(AT_A_TIME);
    Map<String, Future<byte[]>> pending = new LinkedHashMap<>();
    reads
        .of(step.target().workload(), seen)
        .forEach((name, read) ->
            pending.put(name, threads.submit(limited(requests, read, endOfReading))));
    Map<String, byte[]> items = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    for (var each : pending.entrySet()) {
      collect(each.getKey(), each.getValue(), endOfReading, items, missing);
    }
    return bundles.write(step, items, missing);
  }

  private static Callable<byte[]> limited(Semaphore requests, EvidenceReads.Read read, long end) {
    return () -> {
      requests.acquire();
      try {
        return read.within(Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime())));
      } finally {
        requests.release();
      }
    };
  }

  private static void collect(
      String name, Future<byte[]> item, long end, Map<String, byte[]> items, List<String> missing)
      throws InterruptedException {
    try {
      items.put(name, item.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
    } catch (TimeoutException | CancellationException e) {
      item.cancel(true);
      missing.add(name + ": not there within the time box");
    } catch (ExecutionException e) {
      String reason = String.valueOf(e.getCause() == null ? e : e.getCause().getMessage());
      missing.add(
          name
              + ": "
              + (reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON)));
    }
  }
}
