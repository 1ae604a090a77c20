package dev.walkback.chassis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class ConsumerLagTest {

  @Test
  void the_lag_is_the_sum_over_the_partitions() {
    Map<MetricName, Metric> metrics =
        Map.of(
            name("records-lag", Map.of("partition", "0")), says(3.0),
            name("records-lag", Map.of("partition", "1")), says(4.0),
            name("records-lag-max", Map.of("partition", "1")), says(9.0),
            name("records-lag", Map.of()), says(9.0));

    assertThat(ConsumerLag.of(metrics)).isEqualTo(7);
  }

  @Test
  void a_partition_of_which_nothing_is_known_yet_counts_nothing() {
    assertThat(
            ConsumerLag.of(Map.of(name("records-lag", Map.of("partition", "0")), says(Double.NaN))))
        .isZero();
  }

  @Test
  void reading_a_state_back_is_no_lag() {
    assertThat(
            ConsumerLag.of(
                Map.of(
                    name(
                        "records-lag", Map.of("partition", "0", "client-id", "x-restore-consumer")),
                    says(5.0))))
        .isZero();
  }

  private static MetricName name(String name, Map<String, String> tags) {
    return new MetricName(name, "consumer-fetch-manager-metrics", "", tags);
  }

  private static Metric says(double value) {
    return new Metric() {
      @Override
      public MetricName metricName() {
        throw new UnsupportedOperationException();
      }

      @Override
      public Object metricValue() {
        return value;
      }
    };
  }
}
