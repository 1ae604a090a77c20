package dev.walkback.cli;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Envelope;
import dev.walkback.events.RollbackId;
import dev.walkback.events.Target;
import dev.walkback.events.TriggerId;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.TriggerSummary.Origin;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.Box;
import dev.walkback.events.audit.Mark;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.audit.RollbackStatus.Approval;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.plan.Attempt;
import dev.walkback.events.plan.OwnerTarget;
import dev.walkback.events.plan.Plan;
import dev.walkback.events.plan.PlanLine;
import dev.walkback.events.plan.WayBack;
import dev.walkback.events.suspicion.Scenario;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A rollback of one application that waits for people, and records about it, chained. */
public final class SampleSaga {

  public static final Instant START = Instant.parse("2026-11-24T03:00:00Z");

  private static final List<Mark> CHECKLIST =
      List.of(
          new Mark(Box.PODS_HEALTHY, Mark.State.TICKED, Optional.of(START), "2 of 2 ready"),
          left(Box.SMOKE_TESTS_PASSED, "Run yours", Optional.of("payments on-call")),
          left(Box.STATUS_PAGE_UPDATED, "Walkback has none", Optional.of("Jo, communications")),
          left(Box.POST_MORTEM_SCHEDULED, "Within 24 hours", Optional.empty()));

  private final ApplicationId application;
  private final Instant start;
  private final List<AuditRecord> records = new ArrayList<>();
  private ContentDigest previous = AuditRecord.NONE;

  private SampleSaga(ApplicationId application, Instant start) {
    this.application = application;
    this.start = start;
  }

  private static Mark left(Box box, String note, Optional<String> owner) {
    return new Mark(box, Mark.State.FOR_HUMANS, Optional.of(START), note, owner, Optional.empty());
  }

  /** The same status, and anna has ticked these boxes. */
  public static RollbackStatus ticked(RollbackStatus status, Box... boxes) {
    List<Box> done = List.of(boxes);
    return status.with(
        status.checklist().stream()
            .map(mark ->
                done.contains(mark.box())
                    ? new Mark(
                        mark.box(),
                        Mark.State.TICKED,
                        Optional.of(START),
                        "anna says so: it is time",
                        mark.owner(),
                        Optional.of("anna"))
                    : mark)
            .toList());
  }

  public static SampleSaga of(String application) {
    return new SampleSaga(ApplicationId.parse(application), START);
  }

  /** The same, begun at another time. */
  public static SampleSaga of(String application, Instant start) {
    return new SampleSaga(ApplicationId.parse(application), start);
  }

  public RollbackId rollback() {
    return RollbackId.of(application, trigger().id());
  }

  public TriggerSummary trigger() {
    return new TriggerSummary(
        new TriggerId("alert/1"),
        Origin.ALERT,
        "KubePodCrashLooping",
        "crash looping",
        start.minusSeconds(30),
        start);
  }

  /** An order as the orchestrator quotes it. */
  public TriggerSummary order(String id) {
    return new TriggerSummary(
        new TriggerId(id), Origin.COMMAND, "anna", "it is time", start, start);
  }

  public Target target() {
    return new Target(
        new WorkloadRef(WorkloadKind.DEPLOYMENT, application.namespace(), application.name()),
        41,
        ContentDigest.of("good"),
        ContentDigest.of("bad"));
  }

  public Plan plan() {
    return Plan.of(
        Scenario.DATA_CORRUPTION,
        List.of(
            new Attempt(
                WayBack.ARGO_CD,
                0,
                Optional.of(new OwnerTarget("argocd", application.name(), "17")),
                List.of(target())),
            new Attempt(WayBack.WORKLOAD, 0, Optional.empty(), List.of(target()))),
        List.of(
            new PlanLine(
                target().workload().shortName(), "to revision 41", "Verified: it served 9 days."),
            new PlanLine("approval", "by 2", "The policy asks for it.")),
        2);
  }

  public RollbackStatus status(Phase phase) {
    return new RollbackStatus(
        application,
        rollback(),
        phase,
        trigger(),
        List.of(target()),
        List.of(new RollbackStatus.PhaseStart(phase, start)),
        CHECKLIST,
        "A headline",
        0,
        Optional.empty(),
        phase == Phase.SOAKING ? Optional.of(start.plusSeconds(600)) : Optional.empty(),
        Optional.of(
            new Approval(
                plan().digest(),
                2,
                List.of("bob"),
                start.plusSeconds(900),
                List.of("The policy asks for it where the trouble is data corruption"))),
        Optional.of("the hold by carol: the database is moved"),
        Optional.of(start.plusSeconds(300)));
  }

  /** The next record of its audit. */
  public AuditRecord record(AuditEntry entry, Optional<RollbackStatus> status) {
    var record =
        new AuditRecord(
            application,
            records.size() + 1L,
            previous,
            start.plusSeconds(records.size()),
            Optional.of(rollback()),
            entry,
            status);
    records.add(record);
    previous = ContentDigest.of(new EventCodec().json(record));
    return record;
  }

  public AuditRecord record(AuditEntry entry) {
    return record(entry, Optional.empty());
  }

  public AuditRecord planned() {
    return record(
        new AuditEntry.TargetsResolved(List.of(target()), List.of(), Optional.of(plan())));
  }

  /** Anything as it travels. */
  public static <E extends dev.walkback.events.Event> Envelope<E> envelope(E data) {
    return new Envelope<>("sample", "/test", START, Optional.empty(), data);
  }
}
