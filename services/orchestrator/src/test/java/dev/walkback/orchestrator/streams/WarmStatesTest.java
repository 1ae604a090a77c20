package dev.walkback.orchestrator.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.ApplicationId;
import dev.walkback.orchestrator.outbound.StoredApplication;
import org.junit.jupiter.api.Test;

class WarmStatesTest {

  private static final ApplicationId BACKEND = new ApplicationId("shop", "backend");

  private final WarmStates warm = new WarmStates();

  @Test
  void a_state_is_found_by_the_array_that_was_stored() {
    byte[] stored = {1, 2};
    warm.keep(BACKEND, stored, StoredApplication.unknown(BACKEND));

    assertThat(warm.find(BACKEND, stored)).contains(StoredApplication.unknown(BACKEND));
  }

  @Test
  void a_store_that_was_filled_again_is_read_again() {
    byte[] stored = {1, 2};
    warm.keep(BACKEND, stored, StoredApplication.unknown(BACKEND));

    assertThat(warm.find(BACKEND, stored.clone())).isEmpty();
  }

  @Test
  void the_state_that_was_longest_not_needed_goes_first() {
    byte[] first = {0};
    warm.keep(BACKEND, first, StoredApplication.unknown(BACKEND));
    for (int i = 0; i < WarmStates.MAX_STATES; i++) {
      ApplicationId other = new ApplicationId("shop", "other-" + i);
      warm.keep(other, new byte[] {1}, StoredApplication.unknown(other));
    }

    assertThat(warm.find(BACKEND, first)).isEmpty();
  }
}
