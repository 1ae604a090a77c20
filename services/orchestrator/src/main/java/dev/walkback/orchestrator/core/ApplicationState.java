package dev.walkback.orchestrator.core;

import dev.walkback.events.ApplicationId;
import java.util.Optional;

/**
 * All that the orchestrator knows of one application. At most one rollback is live.
 *
 * @param chain where the audit stands; moved by whoever writes the records
 */
public record ApplicationState(
    ApplicationId application, Optional<Rollback> live, Memory memory, Chain chain) {

  public static ApplicationState unknown(ApplicationId application) {
    return new ApplicationState(application, Optional.empty(), Memory.EMPTY, Chain.EMPTY);
  }

  /** The same with one more audit record written, as these bytes. */
  public ApplicationState recorded(byte[] record) {
    return new ApplicationState(application, live, memory, chain.append(record));
  }

  ApplicationState with(Rollback rollback) {
    return new ApplicationState(application, Optional.of(rollback), memory, chain);
  }

  ApplicationState with(Memory newMemory) {
    return new ApplicationState(application, live, newMemory, chain);
  }

  ApplicationState withoutLive() {
    return new ApplicationState(application, Optional.empty(), memory, chain);
  }
}
