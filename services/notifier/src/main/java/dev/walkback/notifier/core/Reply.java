package dev.walkback.notifier.core;

import dev.walkback.events.audit.AuditRecord;

/**
 * A message below the parent.
 *
 * @param key what it is about; a newer one about the same replaces one that was not sent yet
 */
public record Reply(String key, Card card) {

  /** One that is told each time that it happens, also with the same words. */
  static Reply each(String what, AuditRecord record, Card card) {
    return new Reply(what + "/" + record.sequence(), card);
  }
}
