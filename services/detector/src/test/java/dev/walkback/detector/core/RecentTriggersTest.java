package dev.walkback.detector.core;

import static dev.walkback.detector.core.Given.BEGAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.TriggerId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecentTriggersTest {

  private static final TriggerId A = new TriggerId("a");
  private final RecentTriggers<String> recent = new RecentTriggers<>(2, Duration.ofHours(1));

  @Test
  void what_was_remembered_is_found_until_it_expires() {
    recent.remember(A, "first", BEGAN);
    assertThat(recent.find(A, BEGAN.plusSeconds(3599))).contains("first");
    assertThat(recent.find(A, BEGAN.plusSeconds(3600))).isEmpty();
  }

  @Test
  void the_oldest_is_forgotten_when_there_are_too_many() {
    recent.remember(A, "a", BEGAN);
    recent.remember(new TriggerId("b"), "b", BEGAN);
    recent.remember(new TriggerId("c"), "c", BEGAN);
    assertThat(recent.find(A, BEGAN)).isEmpty();
    assertThat(recent.find(new TriggerId("b"), BEGAN)).contains("b");
  }

  @Test
  void what_is_forgotten_is_new_again() {
    recent.remember(A, "a", BEGAN);
    recent.forget(A);
    assertThat(recent.find(A, BEGAN)).isEmpty();
  }
}
