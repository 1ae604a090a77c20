package dev.walkback.verifier.outbound;

import dev.walkback.events.policy.HealthCheck;
import dev.walkback.events.verification.Verification;
import dev.walkback.verifier.core.Look;
import dev.walkback.verifier.core.World;
import dev.walkback.verifier.outbound.kube.ServiceProbe;
import dev.walkback.verifier.outbound.kube.WorkloadProbe;
import dev.walkback.verifier.outbound.web.UrlProbe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The cluster and the clock as they are. Each thing is looked at on a thread of its own. */
public final class LiveWorld implements World, AutoCloseable {

  private final WorkloadProbe workloads;
  private final ServiceProbe services;
  private final UrlProbe urls;
  private final InstantSource clock;
  private final Counter looks;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  public LiveWorld(
      WorkloadProbe workloads,
      ServiceProbe services,
      UrlProbe urls,
      InstantSource clock,
      MeterRegistry meters) {
    this.workloads = workloads;
    this.services = services;
    this.urls = urls;
    this.clock = clock;
    this.looks = meters.counter("walkback.looks");
  }

  @Override
  public Look look(Verification verification) throws InterruptedException {
    List<Callable<Look.OfWorkload>> ofWorkloads = new ArrayList<>();
    verification
        .workloads()
        .forEach(expected ->
            ofWorkloads.add(
                () -> new Look.OfWorkload(expected, workloads.look(expected.workload()))));
    List<Callable<Look.OfCheck>> ofChecks = new ArrayList<>();
    verification.checks().forEach(check -> ofChecks.add(() -> new Look.OfCheck(check, ask(check))));
    List<Future<Look.OfWorkload>> seen = begin(ofWorkloads);
    List<Future<Look.OfCheck>> answered = begin(ofChecks);
    try {
      Look look = new Look(results(seen), results(answered));
      looks.increment();
      return look;
    } finally {
      seen.forEach(each -> each.cancel(true));
      answered.forEach(each -> each.cancel(true));
    }
  }

  private Look.Answer ask(HealthCheck check) throws InterruptedException {
    return switch (check) {
      case HealthCheck.OfService service -> services.ask(service);
      case HealthCheck.OfUrl url -> urls.ask(url);
    };
  }

  private <T> List<Future<T>> begin(List<Callable<T>> tasks) {
    return tasks.stream().map(threads::submit).toList();
  }

  private static <T> List<T> results(List<Future<T>> running) throws InterruptedException {
    List<T> results = new ArrayList<>();
    for (Future<T> each : running) {
      try {
        results.add(each.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("Expected a look, but found: " + e.getCause(), e);
      }
    }
    return results;
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public void waitUntil(Instant time) throws InterruptedException {
    Duration left = Duration.between(clock.instant(), time);
    if (left.isPositive()) {
      Thread.sleep(left);
    }
  }

  @Override
  public void close() {
    urls.close();
    threads.shutdownNow();
  }
}
