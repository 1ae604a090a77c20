package dev.walkback.notifier;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Envelope;
import dev.walkback.events.Revision;
import dev.walkback.events.RollbackId;
import dev.walkback.events.Target;
import dev.walkback.events.TriggerId;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditEntry.HumanNeeded;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed.Suppression;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.Box;
import dev.walkback.events.audit.Mark;
import dev.walkback.events.audit.OperatorEntry;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.audit.RollbackStatus.Approval;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.events.audit.RollbackStatus.PhaseStart;
import dev.walkback.events.execution.EvidenceSummary;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.plan.Plan;
import dev.walkback.events.policy.AlertMatch;
import dev.walkback.events.policy.Limits;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.verification.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The audit of one application as a story: each call is the next record, one second later. */
public final class Story {

  private static final WorkloadRef BACKEND =
      new WorkloadRef(WorkloadKind.DEPLOYMENT, "production", "backend");
  private static final ContentDigest BAD = ContentDigest.of("bad");
  private static final ContentDigest GOOD = ContentDigest.of("good");
  private static final ContentDigest OLDER = ContentDigest.of("older");
  static final Target TARGET = new Target(BACKEND, 2, GOOD, BAD);
  static final Target FURTHER_BACK = new Target(BACKEND, 1, OLDER, BAD);

  private final ApplicationId application;
  private final Optional<String> channel;
  private final Instant start;
  private final Map<Box, Mark> boxes = new EnumMap<>(Box.class);
  private final List<PhaseStart> history = new ArrayList<>();
  private String text = "Error ratio of production/backend is 27%";
  private long sequence;
  private int joined;
  private Optional<RollbackId> rollback = Optional.empty();
  private List<Target> plan = List.of();
  private Optional<Instant> soakUntil = Optional.empty();
  private Optional<Approval> approval = Optional.empty();
  private Optional<String> waitingFor = Optional.empty();
  private Optional<Instant> budgetUntil = Optional.empty();
  private String headline = "Rolling back production/backend";

  public Story(String application, Optional<String> channel, Instant start) {
    this.application = ApplicationId.parse(application);
    this.channel = channel;
    this.start = start;
    Arrays.stream(Box.values())
        .forEach(box -> boxes.put(box, new Mark(box, Mark.State.OPEN, Optional.empty(), "")));
    for (Box box :
        List.of(Box.STATUS_PAGE_UPDATED, Box.INCIDENT_DOCUMENTED, Box.POST_MORTEM_SCHEDULED)) {
      boxes.put(box, forHumans(box));
    }
  }

  /** One box is somebody's, the others nobody's. */
  private static Mark forHumans(Box box) {
    Optional<String> owner =
        box == Box.STATUS_PAGE_UPDATED ? Optional.of("Jo, communications") : Optional.empty();
    return new Mark(
        box, Mark.State.FOR_HUMANS, Optional.empty(), "not automated", owner, Optional.empty());
  }

  /** What the alert says, from now on. */
  public Story alertSays(String words) {
    text = words;
    return this;
  }

  public RollbackId id() {
    return rollback.orElseThrow();
  }

  public AuditRecord started() {
    rollback = Optional.of(RollbackId.of(application, trigger("first").id()));
    tick(Box.INCIDENT_DECLARED);
    enter(Phase.ROLLING_BACK);
    return next(
        new AuditEntry.RollbackStarted(
            id(), trigger("first"), policy(), Optional.empty(), 1, Optional.empty()));
  }

  /** The application's policy, with the story's channel. */
  public RollbackPolicy policy() {
    return new RollbackPolicy(
        application,
        ContentDigest.of("policy"),
        List.of(BACKEND),
        new AlertMatch(List.of(), Map.of()),
        List.of(),
        Limits.DEFAULTS,
        channel);
  }

  public AuditRecord resolved() {
    return resolved(Optional.empty());
  }

  /** Resolved, with all attempts of the plan. */
  public AuditRecord resolved(Optional<Plan> whole) {
    plan = List.of(TARGET);
    Revision bad = new Revision(3, BAD, List.of("registry.example/backend:1.5.0"), start);
    Revision good = new Revision(2, GOOD, List.of("registry.example/backend:1.4.2"), start);
    Revision older = new Revision(1, OLDER, List.of("registry.example/backend:1.4.1"), start);
    WorkloadFacts facts =
        new WorkloadFacts(BACKEND, BAD, start, Optional.empty(), false, List.of(bad, good, older));
    return next(new AuditEntry.TargetsResolved(plan, List.of(facts), whole));
  }

  public AuditRecord executed() {
    tick(Box.STATE_CAPTURED);
    tick(Box.ROLLBACK_EXECUTED);
    EvidenceSummary evidence =
        new EvidenceSummary(
            ContentDigest.of("evidence"),
            "/evidence/" + id(),
            List.of("manifest", "events", "logs backend-1"),
            List.of("logs backend-2: timed out"));
    return next(
        new AuditEntry.StepSucceeded(
            "1-backend",
            plan.getFirst(),
            ExecutionOutcome.Effect.APPLIED,
            at(),
            List.of(),
            Optional.of(evidence)));
  }

  public AuditRecord verifying() {
    enter(Phase.VERIFYING);
    headline = "The target is written; waiting until it is healthy";
    return next(new AuditEntry.RecoveryAwaited(at().plusSeconds(300), Optional.empty()));
  }

  public AuditRecord soaking() {
    enter(Phase.SOAKING);
    tick(Box.PODS_HEALTHY);
    tick(Box.SERVICES_ACCESSIBLE);
    soakUntil = Optional.of(at().plusSeconds(900));
    headline = "Healthy; watching that it stays so";
    return next(new AuditEntry.SoakStarted(soakUntil.get(), List.of()));
  }

  public AuditRecord succeeded() {
    enter(Phase.HEALTHY);
    headline = "Back on the last good version, and it stayed healthy";
    return next(new AuditEntry.RollbackSucceeded(Duration.ofSeconds(67), List.of(), List.of(BAD)));
  }

  public AuditRecord needsHuman(HumanNeeded.Reason reason) {
    enter(Phase.NEEDS_HUMAN);
    headline = "Walkback stops here";
    return next(
        new AuditEntry.HumanNeeded(
            reason,
            "2 of 2 pods crash on the target too",
            Optional.of(Verdict.UNHEALTHY),
            List.of()));
  }

  /** A human ticks a box. */
  public AuditRecord ticked(String who, Box box) {
    Mark before = Objects.requireNonNull(boxes.get(box));
    boxes.put(
        box,
        new Mark(
            box,
            Mark.State.TICKED,
            Optional.of(at()),
            who + " says so: done",
            before.owner(),
            Optional.of(who)));
    return next(new OperatorEntry.BoxTicked(command(who, "done"), id(), box));
  }

  public AuditRecord joined() {
    joined++;
    return next(new AuditEntry.TriggerJoined(trigger("joined-" + joined), id()));
  }

  public AuditRecord suppressed(Suppression reason) {
    return record(
        new AuditEntry.TriggerSuppressed(
            trigger("suppressed-" + sequence), reason, "Nothing was released in 30 min"),
        Optional.empty());
  }

  /** Any other record of the rollback, in this phase from now on. */
  AuditRecord next(Phase phase, String words, AuditEntry entry) {
    if (history.getLast().phase() != phase) {
      enter(phase);
    }
    headline = words;
    return next(entry);
  }

  /** A record beside any rollback. */
  public AuditRecord beside(AuditEntry entry) {
    return record(entry, Optional.empty());
  }

  Phase phase() {
    return history.getLast().phase();
  }

  void asks(Optional<Approval> people) {
    approval = people;
  }

  void waitsFor(Optional<String> what) {
    waitingFor = what;
  }

  void shouldBeHealthyBy(Instant deadline) {
    budgetUntil = Optional.of(deadline);
  }

  /** A command by this person. */
  public TriggerSummary command(String who, String why) {
    return new TriggerSummary(
        new TriggerId("command/" + who + "-" + sequence),
        TriggerSummary.Origin.COMMAND,
        who,
        why,
        at(),
        at());
  }

  /** The policy as it is published. */
  public Envelope<RollbackPolicy> published() {
    return new Envelope<>("policy-" + application, "/tests", start, Optional.empty(), policy());
  }

  public static Envelope<AuditRecord> envelope(AuditRecord record) {
    return new Envelope<>(
        "audit-" + record.application() + "-" + record.sequence(),
        "/walkback/orchestrator",
        record.at(),
        Optional.empty(),
        record);
  }

  Instant at() {
    return start.plusSeconds(sequence);
  }

  private TriggerSummary trigger(String id) {
    return new TriggerSummary(
        new TriggerId("alert/" + id),
        TriggerSummary.Origin.ALERT,
        "HighErrorRate",
        text,
        start,
        start);
  }

  private void enter(Phase phase) {
    history.add(new PhaseStart(phase, at()));
  }

  private void tick(Box box) {
    boxes.put(box, new Mark(box, Mark.State.TICKED, Optional.of(at()), "seen"));
  }

  private AuditRecord next(AuditEntry entry) {
    RollbackStatus status =
        new RollbackStatus(
            application,
            id(),
            history.getLast().phase(),
            trigger("first"),
            plan,
            history,
            List.copyOf(boxes.values()),
            headline,
            joined,
            channel,
            soakUntil,
            approval,
            waitingFor,
            budgetUntil);
    return record(entry, Optional.of(status));
  }

  private AuditRecord record(AuditEntry entry, Optional<RollbackStatus> status) {
    AuditRecord record =
        new AuditRecord(
            application,
            sequence + 1,
            AuditRecord.NONE,
            at(),
            status.map(RollbackStatus::rollbackId),
            entry,
            status);
    sequence++;
    return record;
  }
}
