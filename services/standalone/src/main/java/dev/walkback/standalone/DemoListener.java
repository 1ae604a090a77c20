package dev.walkback.standalone;

import dev.walkback.cli.kafka.TopicSource;
import dev.walkback.cli.live.LiveView;
import dev.walkback.cli.live.Narrator;
import dev.walkback.events.audit.AuditRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Shows the audit as it comes, until the alert has its end. */
final class DemoListener {

  private static final Duration POLL = Duration.ofMillis(100);

  private final TopicSource audit;
  private final Narrator narrator;
  private final LiveView view;
  private final List<AuditRecord> records = new ArrayList<>();

  DemoListener(TopicSource audit, Narrator narrator, LiveView view) {
    this.audit = audit;
    this.narrator = narrator;
    this.view = view;
  }

  /** Whether the end came in time. */
  boolean listen(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline) {
      for (TopicSource.Line line : audit.poll(POLL)) {
        line.data(AuditRecord.class).ifPresent(this::take);
      }
      if (!records.isEmpty() && records.getLast().entry().isFinal()) {
        return true;
      }
      view.tick(Instant.now());
    }
    return false;
  }

  private void take(AuditRecord record) {
    records.add(record);
    narrator.tell(record, Instant.now());
  }

  List<AuditRecord> records() {
    return List.copyOf(records);
  }
}
