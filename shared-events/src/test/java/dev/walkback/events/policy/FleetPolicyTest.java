package dev.walkback.events.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.policy.FleetPolicy.Storm;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetPolicyTest {

  private static final Duration WINDOW = Duration.ofMinutes(10);

  @ParameterizedTest
  @CsvSource({
    "0, 5",
    "1, 5",
    "16, 5",
    "17, 6",
    "20, 6",
    "21, 7",
    "100, 30",
    "101, 31",
    "1000, 300"
  })
  void a_storm_is_its_percentage_rounded_up_and_never_fewer_than_its_least(
      int applications, int threshold) {
    assertThat(new Storm(30, 5, WINDOW).threshold(applications)).isEqualTo(threshold);
  }

  @ParameterizedTest
  @CsvSource({"0, 5", "101, 5", "-1, 5", "30, 1", "30, 0"})
  void a_storm_without_sense_is_refused(int percent, int atLeast) {
    assertThatThrownBy(() -> new Storm(percent, atLeast, WINDOW))
        .hasMessage(
            "Expected a storm of 1 to 100 percent and at least 2 applications, but found %d and %d"
                .formatted(percent, atLeast));
  }

  @Test
  void it_stands_under_everything_and_nowhere_else() {
    ApplicationId elsewhere = ApplicationId.everythingIn("production");

    assertThatThrownBy(() -> policy(elsewhere, Optional.empty()))
        .hasMessage("Expected the fleet's policy under */*, but found production/*");
  }

  @Test
  void at_least_one_rollback_at_a_time_is_allowed() {
    assertThatThrownBy(() -> policy(ApplicationId.EVERYTHING, Optional.of(0)))
        .hasMessage("Expected maxConcurrent from 1, but found 0");
  }

  @Test
  void without_a_limit_and_a_storm_it_limits_nothing() {
    assertThat(policy(ApplicationId.EVERYTHING, Optional.empty()).limitsAnything()).isFalse();
    assertThat(policy(ApplicationId.EVERYTHING, Optional.of(1)).limitsAnything()).isTrue();
    assertThat(FleetPolicy.DEFAULT.limitsAnything()).isTrue();
  }

  private static FleetPolicy policy(ApplicationId application, Optional<Integer> maxConcurrent) {
    return new FleetPolicy(
        application, ContentDigest.of("policy"), maxConcurrent, Optional.empty());
  }
}
