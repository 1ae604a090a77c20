package dev.walkback.cli.command;

import dev.walkback.cli.kafka.TopicSource;
import dev.walkback.cli.live.LiveView;
import dev.walkback.cli.live.Narrator;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.Envelope;
import dev.walkback.events.RollbackId;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.command.Command;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Waits for what the audit says of a command, and if asked for the end of its rollback. */
final class CommandAnswer {

  private static final Duration POLL = Duration.ofMillis(100);

  private final TopicSource source;
  private final Envelope<? extends Command> command;
  private final Telling telling;
  private @Nullable RollbackId followed;

  CommandAnswer(TopicSource source, Envelope<? extends Command> command, Telling telling) {
    this.source = source;
    this.command = command;
    this.telling = telling;
  }

  /** The exit code. */
  int await(Duration patience, boolean toTheEnd) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (followed != null || System.nanoTime() < deadline) {
      for (TopicSource.Line line : source.poll(POLL)) {
        Optional<AuditRecord> record = line.data(AuditRecord.class);
        Optional<Integer> end = record.flatMap(each -> accept(each, line.json(), toTheEnd));
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

  private Optional<Integer> accept(AuditRecord record, String json, boolean toTheEnd) {
    Optional<RollbackId> begun = begun(record.entry());
    boolean ours = followed != null && record.rollback().filter(followed::equals).isPresent();
    boolean suppressed =
        record.entry() instanceof AuditEntry.TriggerSuppressed entry
            && isOurs(entry.trigger().id());
    if (begun.isEmpty() && !ours && !suppressed) {
      return Optional.empty();
    }
    telling.tell(record, json);
    if (suppressed) {
      return Optional.of(Exit.SUPPRESSED);
    }
    begun.ifPresent(id -> followed = id);
    if (!toTheEnd) {
      telling.goesOn(record.application());
      return Optional.of(Exit.OK);
    }
    return record
        .status()
        .map(RollbackStatus::phase)
        .filter(RollbackStatus.Phase::isFinal)
        .map(phase -> phase == RollbackStatus.Phase.HEALTHY ? Exit.OK : Exit.NOT_HEALTHY);
  }

  private Optional<RollbackId> begun(AuditEntry entry) {
    if (entry instanceof AuditEntry.RollbackStarted started && isOurs(started.trigger().id())) {
      return Optional.of(started.rollbackId());
    }
    if (entry instanceof AuditEntry.TriggerJoined joined && isOurs(joined.trigger().id())) {
      return Optional.of(joined.into());
    }
    return Optional.empty();
  }

  private boolean isOurs(dev.walkback.events.TriggerId trigger) {
    return trigger.value().contains(command.id());
  }

  /** How the answer is told. */
  interface Telling {

    void tell(AuditRecord record, String json);

    void tick(Instant now);

    void end();

    /** Nobody waits for the end. */
    void goesOn(ApplicationId application);

    void silence(Duration patience);

    static Telling json(PrintWriter out) {
      return new JsonTelling(out);
    }

    static Telling live(LiveView view, Narrator narrator, PrintWriter out) {
      return new LiveTelling(view, narrator, out);
    }
  }

  private record JsonTelling(PrintWriter out) implements Telling {

    @Override
    public void tell(AuditRecord record, String json) {
      out.println(json);
      out.flush();
    }

    @Override
    public void tick(Instant now) {}

    @Override
    public void end() {}

    @Override
    public void goesOn(ApplicationId application) {}

    @Override
    public void silence(Duration patience) {}
  }

  private record LiveTelling(LiveView view, Narrator narrator, PrintWriter out) implements Telling {

    @Override
    public void tell(AuditRecord record, String json) {
      narrator.tell(record, Instant.now());
    }

    @Override
    public void tick(Instant now) {
      view.tick(now);
    }

    @Override
    public void end() {
      view.end();
    }

    @Override
    public void goesOn(ApplicationId application) {
      view.end();
      out.printf("It goes on by itself: ./walkback watch %1$s, or status %1$s.%n", application);
    }

    @Override
    public void silence(Duration patience) {
      out.printf(
          "The command is on its topic, but nobody has answered within %d s: is the orchestrator running? It stays valid until it expires.%n",
          patience.toSeconds());
      out.flush();
    }
  }
}
