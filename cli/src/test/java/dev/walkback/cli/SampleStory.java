package dev.walkback.cli;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Envelope;
import dev.walkback.events.Revision;
import dev.walkback.events.RollbackId;
import dev.walkback.events.Target;
import dev.walkback.events.TriggerId;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.TriggerSummary.Origin;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.Box;
import dev.walkback.events.audit.Mark;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.events.audit.RollbackStatus.PhaseStart;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.execution.EvidenceSummary;
import dev.walkback.events.execution.ExecutionOutcome.Effect;
import dev.walkback.events.policy.AlertMatch;
import dev.walkback.events.policy.Limits;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.verification.Measurement;
import dev.walkback.events.verification.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The audit of a rollback that goes well, chained as the orchestrator chains it. */
public final class SampleStory {

  public static final Instant START = Instant.parse("2026-11-24T03:00:00Z");

  private static final Set<Box> OURS =
      EnumSet.range(Box.INCIDENT_DECLARED, Box.SERVICES_ACCESSIBLE);
  private static final Duration SOAK = Duration.ofSeconds(10);
  private static final ContentDigest GOOD = ContentDigest.of("good");
  private static final ContentDigest BAD = ContentDigest.of("bad");

  private final ApplicationId application;
  private final TriggerSummary trigger;
  private final RollbackId rollback;
  private final WorkloadRef workload;
  private final Target target;
  private final EventCodec codec = new EventCodec();
  private final List<AuditRecord> records = new ArrayList<>();
  private final List<PhaseStart> history = new ArrayList<>();
  private final Map<Box, Mark> marks = new EnumMap<>(Box.class);
  private ContentDigest previous = AuditRecord.NONE;

  private SampleStory(ApplicationId application, TriggerId id) {
    this.application = application;
    trigger =
        new TriggerSummary(
            id,
            Origin.ALERT,
            "KubePodCrashLooping",
            "Pod production/backend-7c9 is \u001b[31mcrash looping",
            START.minusSeconds(30),
            START);
    rollback = RollbackId.of(application, id);
    workload =
        new WorkloadRef(WorkloadKind.DEPLOYMENT, application.namespace(), application.name());
    target = new Target(workload, 1, GOOD, BAD);
    for (Box box : Box.values()) {
      marks.put(
          box,
          OURS.contains(box) ? new Mark(box, Mark.State.OPEN, Optional.empty(), "") : left(box));
    }
  }

  /** Left to people: some to somebody, some to nobody. */
  private static Mark left(Box box) {
    Optional<String> owner =
        switch (box) {
          case STATUS_PAGE_UPDATED -> Optional.of("Jo, communications");
          case INCIDENT_DOCUMENTED, POST_MORTEM_SCHEDULED -> Optional.empty();
          default -> Optional.of("payments on-call");
        };
    return new Mark(
        box, Mark.State.FOR_HUMANS, Optional.empty(), "do it yourself", owner, Optional.empty());
  }

  public static List<AuditRecord> of(ApplicationId application, String trigger) {
    return new SampleStory(application, new TriggerId(trigger)).tell();
  }

  /** The record as it travels. */
  public static Envelope<AuditRecord> envelope(AuditRecord record) {
    String id = record.application() + "#" + record.sequence();
    return new Envelope<>(id, "/walkback/orchestrator", record.at(), Optional.empty(), record);
  }

  private List<AuditRecord> tell() {
    var policy =
        new RollbackPolicy(
            application,
            ContentDigest.of("policy"),
            List.of(workload),
            new AlertMatch(List.of(), Map.of()),
            List.of(),
            Limits.DEFAULTS,
            Optional.empty());
    tick(Box.INCIDENT_DECLARED, 0, "alert KubePodCrashLooping");
    add(
        0,
        Phase.ROLLING_BACK,
        new AuditEntry.RollbackStarted(
            rollback, trigger, policy, Optional.empty(), 1, Optional.empty()));
    add(
        2,
        Phase.ROLLING_BACK,
        new AuditEntry.TargetsResolved(List.of(target), List.of(facts()), Optional.empty()));
    tick(Box.STATE_CAPTURED, 600, "7 items, sha256:1bc04b5291");
    tick(Box.ROLLBACK_EXECUTED, 600, "deployment/backend asks for revision 1");
    add(600, Phase.ROLLING_BACK, step());
    add(
        601,
        Phase.VERIFYING,
        new AuditEntry.RecoveryAwaited(START.plusSeconds(300), Optional.empty()));
    tick(Box.PODS_HEALTHY, 3_200, "2 of 2 ready");
    tick(Box.SERVICES_ACCESSIBLE, 3_200, "health answers 200");
    add(
        3_200,
        Phase.SOAKING,
        new AuditEntry.SoakStarted(START.plusMillis(3_200).plus(SOAK), healthy()));
    add(
        13_300,
        Phase.HEALTHY,
        new AuditEntry.RollbackSucceeded(Duration.ofMillis(13_300), healthy(), List.of(BAD)));
    return records;
  }

  private WorkloadFacts facts() {
    return new WorkloadFacts(
        workload,
        BAD,
        START.minusSeconds(60),
        Optional.empty(),
        false,
        List.of(
            new Revision(2, BAD, List.of("shop/backend:2.0"), START.minusSeconds(60)),
            new Revision(1, GOOD, List.of("shop/backend:1.0"), START.minusSeconds(3600))));
  }

  private AuditEntry step() {
    var evidence =
        new EvidenceSummary(ContentDigest.of("bundle"), "/evidence", List.of("a", "b"), List.of());
    return new AuditEntry.StepSucceeded(
        "roll-back deployment/backend",
        target,
        Effect.APPLIED,
        START.plusMillis(590),
        List.of(),
        Optional.of(evidence));
  }

  private static List<Measurement> healthy() {
    return List.of(
        new Measurement(
            "rollout deployment/backend",
            Measurement.Aspect.ROLLOUT,
            Verdict.HEALTHY,
            "2 updated and ready",
            "2 of 2",
            START),
        new Measurement(
            "health", Measurement.Aspect.SERVICE, Verdict.HEALTHY, "200", "200", START));
  }

  private void tick(Box box, long millis, String note) {
    marks.put(box, new Mark(box, Mark.State.TICKED, Optional.of(START.plusMillis(millis)), note));
  }

  private void add(long millis, Phase phase, AuditEntry entry) {
    Instant at = START.plusMillis(millis);
    if (history.isEmpty() || history.getLast().phase() != phase) {
      history.add(new PhaseStart(phase, at));
    }
    var status =
        new RollbackStatus(
            application,
            rollback,
            phase,
            trigger,
            List.of(target),
            history,
            Arrays.stream(Box.values()).map(marks::get).filter(java.util.Objects::nonNull).toList(),
            "Rolling deployment/backend back to revision 1",
            0,
            Optional.empty(),
            phase == Phase.SOAKING ? Optional.of(at.plus(SOAK)) : Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    var record =
        new AuditRecord(
            application,
            records.size() + 1L,
            previous,
            at,
            Optional.of(rollback),
            entry,
            Optional.of(status));
    records.add(record);
    previous = ContentDigest.of(codec.json(record));
  }
}
