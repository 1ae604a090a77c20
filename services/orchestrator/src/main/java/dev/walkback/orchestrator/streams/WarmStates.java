package dev.walkback.orchestrator.streams;

import dev.walkback.events.ApplicationId;
import dev.walkback.orchestrator.outbound.StoredApplication;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was written lately, as it was before it became bytes: the next input of a rollback comes
 * soon, and reading the bytes again costs more than deciding. The store stays the truth: a state
 * counts only for the very array that the store holds.
 */
final class WarmStates {

  /** Of one partition; some thirty KiB each. */
  static final int MAX_STATES = 500;

  private final Map<ApplicationId, Warm> states =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ApplicationId, Warm> eldest) {
          return size() > MAX_STATES;
        }
      };

  @SuppressWarnings("ArrayRecordComponent") // handed on as it is
  private record Warm(byte[] bytes, StoredApplication stored) {}

  /** The state that these bytes were made of. */
  @SuppressWarnings("ReferenceEquality") // this very array, not one that looks like it
  Optional<StoredApplication> find(ApplicationId application, byte[] bytes) {
    return Optional.ofNullable(states.get(application))
        .filter(warm -> warm.bytes() == bytes)
        .map(Warm::stored);
  }

  void keep(ApplicationId application, byte[] bytes, StoredApplication stored) {
    states.put(application, new Warm(bytes, stored));
  }
}
