package dev.walkback.orchestrator.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.codec.EventCodec;
import dev.walkback.orchestrator.outbound.Scribe;
import dev.walkback.orchestrator.outbound.StateCodec;
import org.junit.jupiter.api.Test;

class RehearsalTest {

  private final EventCodec codec = new EventCodec();
  private final Rehearsal rehearsal = new Rehearsal(codec, new Scribe(codec), new StateCodec());

  @Test
  void a_rehearsal_goes_from_the_suspicion_over_the_guard_and_the_steps_to_the_end() {
    // Of the application: began, resolved, waits, has leave, steps, step taken, recovery, soak,
    // healthy; of the guard: granted, given back.
    assertThat(rehearsal.play()).isGreaterThanOrEqualTo(11);
    assertThat(rehearsal.isOver()).isTrue();
  }

  @Test
  void every_rehearsal_is_a_first_one() {
    int first = rehearsal.play();

    assertThat(rehearsal.play()).isEqualTo(first);
  }
}
