package dev.walkback.chassis;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** How far a loop is behind its topics. */
public final class ConsumerLag {

  private static final String GROUP = "consumer-fetch-manager-metrics";
  private static final String NAME = "records-lag";

  private ConsumerLag() {}

  /** Shows the lag of a loop under the one name that all loops have. */
  public static void register(MeterRegistry meters, String loop, Supplier<Number> lag) {
    Gauge.builder("walkback.loop.lag", lag)
        .description("Records on the topic that this process was assigned and has not fetched")
        .tag("loop", loop)
        .register(meters);
  }

  /** The sum over the partitions that are read now, by what Kafka's consumers say of themselves. */
  public static double of(Map<MetricName, ? extends Metric> metrics) {
    return metrics.entrySet().stream()
        .filter(each -> isLag(each.getKey()))
        .map(each -> each.getValue().metricValue())
        .mapToDouble(value -> value instanceof Double number && number > 0 ? number : 0)
        .sum();
  }

  /**
   * Of one partition: the same name stands for the whole consumer, and more of them for its past.
   */
  private static boolean isLag(MetricName name) {
    return name.group().equals(GROUP)
        && name.name().equals(NAME)
        && name.tags().containsKey("partition")
        && !name.tags().getOrDefault("client-id", "").contains("restore-consumer");
  }
}
