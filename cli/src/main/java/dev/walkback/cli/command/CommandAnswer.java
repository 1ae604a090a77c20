package dev.walkback.cli.command;

import dev.walkback.cli.kafka.TopicSource;
import dev.walkback.events.Envelope;
import dev.walkback.events.RollbackId;
import dev.walkback.events.TriggerId;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.LedgerEntry.DryRunStarted;
import dev.walkback.events.audit.OperatorEntry.PlanShown;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.events.command.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Waits for what the audit says of a command, and if asked for the end of its rollback. */
final class CommandAnswer {

  private static final Duration POLL = Duration.ofMillis(100);

  /** How long the cluster may take to be read for a dry run, and a little more. */
  private static final Duration DRY_RUN = Duration.ofSeconds(35);

  private final TopicSource source;
  private final Envelope<? extends Command> command;
  private final Telling telling;
  private @Nullable RollbackId followed;
  private long deadline;

  CommandAnswer(TopicSource source, Envelope<? extends Command> command, Telling telling) {
    this.source = source;
    this.command = command;
    this.telling = telling;
  }

  /**
   * The exit code.
   *
   * @param goodEnds how a rollback that is followed may end; none: it is not followed
   */
  int await(Duration patience, Set<Phase> goodEnds) {
    deadline = System.nanoTime() + patience.toNanos();
    while (followed != null || System.nanoTime() < deadline) {
      for (TopicSource.Line line : source.poll(POLL)) {
        Optional<AuditRecord> record = line.data(AuditRecord.class);
        Optional<Integer> end = record.flatMap(each -> accept(each, line.json(), goodEnds));
        if (end.isPresent()) {
          telling.end();
          return end.get();
        }
      }
      telling.tick(Instant.now());
    }
    telling.end();
    telling.silence(patience);
    return Exit.NO_ANSWER;
  }

  private Optional<Integer> accept(AuditRecord record, String json, Set<Phase> goodEnds) {
    boolean answer = trigger(record.entry()).filter(this::isOurs).isPresent();
    if (!answer && (followed == null || !record.rollback().equals(Optional.of(followed)))) {
      return Optional.empty();
    }
    telling.tell(record, json);
    return answer ? answered(record, goodEnds) : ended(record, goodEnds);
  }

  private Optional<Integer> answered(AuditRecord record, Set<Phase> goodEnds) {
    AuditEntry entry = record.entry();
    if (entry instanceof DryRunStarted) {
      deadline = System.nanoTime() + DRY_RUN.toNanos();
      return Optional.empty();
    }
    if (entry instanceof AuditEntry.TriggerSuppressed
        || (entry instanceof PlanShown shown && shown.plan().isEmpty())) {
      return Optional.of(Exit.SUPPRESSED);
    }
    Optional<RollbackId> rollback =
        entry instanceof AuditEntry.TriggerJoined joined
            ? Optional.of(joined.into())
            : record.rollback();
    return follow(rollback, record, goodEnds);
  }

  private Optional<Integer> follow(
      Optional<RollbackId> rollback, AuditRecord record, Set<Phase> goodEnds) {
    if (goodEnds.isEmpty() || rollback.isEmpty()) {
      return Optional.of(Exit.OK);
    }
    followed = rollback.get();
    return ended(record, goodEnds);
  }

  private static Optional<Integer> ended(AuditRecord record, Set<Phase> goodEnds) {
    return record
        .status()
        .map(RollbackStatus::phase)
        .filter(Phase::isFinal)
        .map(phase -> goodEnds.contains(phase) ? Exit.OK : Exit.NOT_HEALTHY);
  }

  /** Whom an entry answers. */
  private static Optional<TriggerId> trigger(AuditEntry entry) {
    if (entry instanceof AuditEntry.RollbackStarted started) {
      return Optional.of(started.trigger().id());
    }
    return entry instanceof DryRunStarted started
        ? Optional.of(started.trigger().id())
        : entry.concludes().map(TriggerSummary::id);
  }

  private boolean isOurs(TriggerId trigger) {
    return trigger.equals(TriggerId.ofCommand(command.id(), command.source()));
  }
}
