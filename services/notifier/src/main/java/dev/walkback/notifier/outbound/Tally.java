package dev.walkback.notifier.outbound;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;

/** What is measured of telling. */
public final class Tally {

  private final MeterRegistry registry;

  public Tally(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * @param kind parent, update, reply or notice
   * @param result told, retried, moved, refused or gone
   */
  void count(String kind, String result) {
    registry.counter("walkback.notifier.messages", "kind", kind, "result", result).increment();
  }

  /** From what happened to where people could read it. */
  void delay(Duration delay) {
    registry.timer("walkback.notifier.delay").record(delay);
  }

  void pending(Supplier<Number> count) {
    Gauge.builder("walkback.notifier.pending", count)
        .description("Applications that have something to tell which people could not read yet")
        .register(registry);
  }
}
