package dev.walkback.notifier.core;

import dev.walkback.events.audit.AuditRecord;
import java.util.Set;

/** Where audit records come in. */
public interface Inbox {

  /**
   * Takes a record in; returns when what follows from it is safe, not when it is told. A record may
   * come again.
   */
  void take(int partition, AuditRecord record);

  /** These partitions are ours from now on. */
  void assigned(Set<Integer> partitions);

  /** These partitions are someone else's from now on; returns when nothing of them is under way. */
  void revoked(Set<Integer> partitions);
}
