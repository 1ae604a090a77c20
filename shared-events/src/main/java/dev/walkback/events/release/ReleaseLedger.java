package dev.walkback.events.release;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.Event;
import java.util.List;

/**
 * All releases of an application that are known, oldest first. The newest record of an application
 * is its ledger.
 */
public record ReleaseLedger(ApplicationId application, List<LedgerRelease> releases)
    implements Event {

  public ReleaseLedger {
    releases = List.copyOf(releases);
  }
}
