package dev.walkback.standalone;

import dev.walkback.cli.live.LeftForPeople;
import dev.walkback.cli.live.Terminal;
import dev.walkback.cli.live.Terminal.Style;
import dev.walkback.cli.text.Times;
import dev.walkback.cli.text.ToType;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.audit.RollbackStatus.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How it ended, how long each part took, and whether the cluster agrees. */
record DemoSummary(Story story, Terminal terminal, DemoPolicy policy) {

  /** Whether the story ended as it should, by the audit and by the cluster itself. */
  boolean print(
      boolean ended, List<AuditRecord> records, DemoCluster cluster, String expectedVersion) {
    line("");
    if (!ended) {
      line(terminal.style(Style.RED, "The story did not end in time; see " + Standalone.logFile()));
      return false;
    }
    boolean right = endsRight(records.getLast(), cluster, expectedVersion);
    line(
        right
            ? terminal.style(Style.GREEN, ending())
            : terminal.style(
                Style.RED, "This is not how the story should end: " + found(records, cluster)));
    records.getLast().status().ifPresent(status -> times(status, records));
    records.getLast().status().ifPresent(this::left);
    line(
        "Writes to the cluster: %d; records in the audit: %d."
            .formatted(cluster.writes(), records.size()));
    line("Logs of all services: " + Standalone.logFile());
    return right;
  }

  private boolean endsRight(AuditRecord last, DemoCluster cluster, String expectedVersion) {
    return switch (story.end()) {
      case HEALTHY ->
          last.entry() instanceof AuditEntry.RollbackSucceeded && cluster.serves(expectedVersion);
      case SUPPRESSED ->
          last.entry() instanceof AuditEntry.TriggerSuppressed
              && cluster.serves(expectedVersion)
              && cluster.writes() == 0;
      case NEEDS_HUMAN -> last.entry() instanceof AuditEntry.HumanNeeded;
    };
  }

  private String ending() {
    return switch (story.end()) {
      case HEALTHY -> "production/backend is healthy again, and has stayed so.";
      case SUPPRESSED -> "Nothing was touched, as it should be.";
      case NEEDS_HUMAN -> "Walkback stopped and called a human, as it should.";
    };
  }

  private static String found(List<AuditRecord> records, DemoCluster cluster) {
    return "it ended with %s, and the cluster asks for %s"
        .formatted(records.getLast().entry().getClass().getSimpleName(), cluster.image());
  }

  private void times(RollbackStatus status, List<AuditRecord> records) {
    Instant received = status.trigger().receivedAt();
    Instant end = records.getLast().at();
    line(
        "From alert to decision %s, to written %s, to healthy %s, to the end %s."
            .formatted(
                reached(records, AuditEntry.TargetsResolved.class, received),
                reached(records, AuditEntry.StepSucceeded.class, received),
                status.phase() == Phase.HEALTHY
                    ? reached(records, AuditEntry.SoakStarted.class, received)
                    : "never",
                Times.length(Duration.between(received, end))));
    for (AuditRecord record : records) {
      if (record.entry() instanceof AuditEntry.StepSucceeded step) {
        step.evidence()
            .ifPresent(kept ->
                line(
                    "Evidence of the bad state: %d items, digest %s."
                        .formatted(kept.items().size(), kept.digest().abbreviated())));
      }
    }
  }

  private void left(RollbackStatus status) {
    if (!LeftForPeople.of(status).sentences().isEmpty()) {
      line(
          "What is left for people is named above; on a cluster of yours they say that it is done with "
              + ToType.tick(status.application()));
    }
  }

  private static String reached(
      List<AuditRecord> records, Class<? extends AuditEntry> entry, Instant from) {
    return records.stream()
        .filter(record -> entry.isInstance(record.entry()))
        .findFirst()
        .map(record -> Times.length(Duration.between(from, record.at())))
        .orElse("never");
  }

  private void line(String text) {
    terminal.paragraph(text);
  }
}
