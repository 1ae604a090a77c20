package dev.walkback.orchestrator.streams;

import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed.Suppression;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.events.audit.RollbackStatus.PhaseStart;
import dev.walkback.orchestrator.core.ApplicationState;
import dev.walkback.orchestrator.core.Headlines;
import dev.walkback.orchestrator.core.Input;
import dev.walkback.orchestrator.outbound.Written;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what is decided and writes one line of log for each audit entry. Both may see an entry
 * twice when a transaction is taken back and done again; the audit topic does not.
 */
public final class RollbackMetrics {

  private static final Logger LOG = LoggerFactory.getLogger(RollbackMetrics.class);

  private final MeterRegistry meters;
  private final Map<Integer, Integer> liveByPartition = new ConcurrentHashMap<>();

  public RollbackMetrics(MeterRegistry meters) {
    this.meters = meters;
    Gauge.builder("walkback.rollbacks.live", liveByPartition, RollbackMetrics::sum)
        .description("Rollbacks that run now, in the partitions of this instance")
        .register(meters);
    // There from the start: what was never counted cannot be seen to grow.
    Stream.of(Phase.values()).filter(Phase::isFinal).forEach(this::outcome);
    Stream.of(Suppression.values()).forEach(reason -> suppressed(name(reason)));
  }

  private Counter outcome(Phase phase) {
    return meters.counter("walkback.rollbacks", "outcome", name(phase));
  }

  private Counter suppressed(String reason) {
    return meters.counter("walkback.triggers.suppressed", "reason", reason);
  }

  void live(int partition, int count) {
    liveByPartition.put(partition, count);
  }

  void gone(int partition) {
    liveByPartition.remove(partition);
  }

  void decided(String topic, Duration took) {
    meters.timer("walkback.orchestrator.handling", "topic", topic).record(took);
  }

  void ignored(Input input) {
    meters
        .counter("walkback.orchestrator.ignored", "input", input.getClass().getSimpleName())
        .increment();
  }

  void deadLetter(String topic) {
    meters.counter("walkback.dead.letters", "topic", topic).increment();
  }

  void written(int partition, ApplicationState before, Written written) {
    int change = (written.state().live().isPresent() ? 1 : 0) - (before.live().isPresent() ? 1 : 0);
    liveByPartition.merge(partition, change, Integer::sum);
    written.audit().forEach(this::recorded);
  }

  private void recorded(AuditRecord record) {
    LOG.info(
        "audit application={} sequence={} rollback={} entry={} text=\"{}\"",
        record.application(),
        record.sequence(),
        record.rollback().map(Object::toString).orElse("-"),
        record.entry().getClass().getSimpleName(),
        Headlines.of(record.entry(), record.at()));
    suppression(record.entry()).ifPresent(reason -> suppressed(reason).increment());
    record.status().filter(_ -> record.entry().endsRollback()).ifPresent(this::ended);
  }

  private void ended(RollbackStatus status) {
    outcome(status.phase()).increment();
    List<PhaseStart> history = status.history();
    for (int i = 0; i + 1 < history.size(); i++) {
      meters
          .timer("walkback.rollback.phase", "phase", name(history.get(i).phase()))
          .record(Duration.between(history.get(i).at(), history.get(i + 1).at()));
    }
  }

  private static Optional<String> suppression(AuditEntry entry) {
    return entry instanceof AuditEntry.TriggerSuppressed suppressed
        ? Optional.of(name(suppressed.reason()))
        : Optional.empty();
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static double sum(Map<Integer, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
