package dev.walkback.notifier.core;

import dev.walkback.events.audit.AuditEntry.HumanNeeded.Reason;
import java.time.Instant;

/**
 * Why a rollback waits for an operator.
 *
 * @param until how long it waits
 */
public record Trouble(Reason reason, String explanation, Instant until) {}
