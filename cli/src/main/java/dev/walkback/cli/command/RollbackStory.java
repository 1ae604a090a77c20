package dev.walkback.cli.command;

import dev.walkback.cli.kafka.Connection;
import dev.walkback.cli.kafka.TopicSource;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditEntry.StepNotTaken;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.audit.SagaEntry.AttemptStarted;
import dev.walkback.events.plan.Plan;
import dev.walkback.events.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the audit tells of one rollback beyond its status.
 *
 * @param plan the one that counts now
 * @param attempt the newest
 * @param notTaken the steps of that attempt that were not taken
 */
record RollbackStory(
    Optional<Plan> plan, Optional<AttemptStarted> attempt, List<StepNotTaken> notTaken) {

  /** Clocks differ, and a record bears the time of what caused it. */
  private static final Duration SLACK = Duration.ofHours(1);

  RollbackStory {
    notTaken = List.copyOf(notTaken);
  }

  /** Reads the audit from about where the rollback began. */
  static RollbackStory read(Connection connection, RollbackStatus status) {
    try (var source =
        TopicSource.open(connection, Topics.AUDIT, Optional.of(status.application()))) {
      source.skipTo(status.trigger().receivedAt().minus(SLACK));
      return of(
          source.readToEnd().stream()
              .flatMap(line -> line.data(AuditRecord.class).stream())
              .filter(record -> record.rollback().equals(Optional.of(status.rollbackId())))
              .toList());
    }
  }

  /** From the records of one rollback, in their order. */
  static RollbackStory of(List<AuditRecord> records) {
    Optional<Plan> plan = Optional.empty();
    Optional<AttemptStarted> attempt = Optional.empty();
    var notTaken = new ArrayList<StepNotTaken>();
    for (AuditRecord record : records) {
      if (record.entry() instanceof AuditEntry.TargetsResolved resolved) {
        plan = resolved.plan();
      } else if (record.entry() instanceof AttemptStarted started) {
        attempt = Optional.of(started);
        notTaken.clear();
      } else if (record.entry() instanceof StepNotTaken step) {
        notTaken.add(step);
      }
    }
    return new RollbackStory(plan, attempt, notTaken);
  }

  /** {@code 2 of 3}. */
  Optional<String> attempts() {
    return attempt.map(started ->
        (started.attempt() + 1) + plan.map(all -> " of " + all.attempts().size()).orElse(""));
  }
}
