package dev.walkback.orchestrator.outbound;

import dev.walkback.events.audit.AuditRecord;
import dev.walkback.orchestrator.core.ApplicationState;
import java.util.List;

/**
 * A decision as it is to be written, all of it or nothing.
 *
 * @param state after it
 * @param records in the order in which they are to stand
 * @param audit what of them is audit, for the log and the metrics
 */
public record Written(ApplicationState state, List<Outgoing> records, List<AuditRecord> audit) {

  public Written {
    records = List.copyOf(records);
    audit = List.copyOf(audit);
  }
}
