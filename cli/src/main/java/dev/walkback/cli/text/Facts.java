package dev.walkback.cli.text;

import static dev.walkback.cli.text.Phrases.clean;
import static dev.walkback.cli.text.Phrases.measurements;
import static dev.walkback.cli.text.Phrases.trigger;

import dev.walkback.cli.text.Fact.Kind;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Revision;
import dev.walkback.events.Target;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.GuardEntry;
import dev.walkback.events.audit.LedgerEntry;
import dev.walkback.events.audit.OperatorEntry;
import dev.walkback.events.audit.SagaEntry;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.suspicion.Scenario;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Each audit entry as one sentence. */
public final class Facts {

  private final ZoneId zone;
  private final SagaFacts saga;
  private final OperatorFacts operators;
  private final LedgerFacts ledger;

  public Facts(ZoneId zone) {
    this.zone = zone;
    saga = new SagaFacts(zone);
    operators = new OperatorFacts(zone);
    ledger = new LedgerFacts(zone);
  }

  public Fact of(AuditRecord record) {
    Instant at = record.at();
    return switch (record.entry()) {
      case AuditEntry.RollbackStarted e -> new Fact(Kind.SEEN, at, started(at, e));
      case AuditEntry.TargetsResolved e -> new Fact(Kind.DECIDED, at, resolved(record, e));
      case AuditEntry.StepSucceeded e -> new Fact(Kind.DONE, at, step(e));
      case AuditEntry.StepNotTaken e ->
          new Fact(
              Kind.TROUBLE,
              at,
              "step %s was not taken: %s".formatted(e.step(), clean(e.explanation())));
      case AuditEntry.RecoveryAwaited e ->
          new Fact(Kind.LOOKING, at, "it must be healthy by " + Phrases.by(e.deadline(), at, zone));
      case AuditEntry.Observed e -> new Fact(Kind.LOOKING, at, measurements(e.measurements()));
      case AuditEntry.SoakStarted e -> new Fact(Kind.PROVEN, at, soaking(at, e));
      case AuditEntry.RollbackSucceeded e ->
          new Fact(
              Kind.PROVEN,
              at,
              "it stayed healthy; from trigger to proof %s%s"
                  .formatted(Times.length(e.took()), Phrases.quarantined(e.quarantined())));
      case AuditEntry.RollbackFailed e ->
          new Fact(Kind.TROUBLE, at, "nothing was changed: " + clean(e.explanation()));
      case AuditEntry.HumanNeeded e ->
          new Fact(
              Kind.HUMAN,
              at,
              "a human is needed (%s): %s; see %s"
                  .formatted(words(e.reason()), clean(e.explanation()), runbook(e.reason())));
      case AuditEntry.TriggerJoined e ->
          new Fact(Kind.SEEN, at, trigger(e.trigger(), at) + "; it joins " + e.into());
      case AuditEntry.TriggerSuppressed e ->
          new Fact(
              Kind.NOTHING,
              at,
              "%s; nothing is touched (%s): %s"
                  .formatted(trigger(e.trigger(), at), words(e.reason()), clean(e.explanation())));
      case SagaEntry e -> saga.of(record.application(), at, e);
      case OperatorEntry e -> operators.of(record.application(), at, e);
      case LedgerEntry e -> ledger.of(at, e);
      case GuardEntry e -> GuardFacts.of(record.application(), at, e);
    };
  }

  /** {@code NOTHING_RELEASED} as {@code nothing released}. */
  public static String words(Enum<?> value) {
    return Phrases.words(value);
  }

  /** The page that says what to do when a human is needed. */
  public static String runbook(AuditEntry.HumanNeeded.Reason reason) {
    return "docs/runbooks/" + Phrases.spelling(reason) + ".md";
  }

  private static String started(Instant at, AuditEntry.RollbackStarted entry) {
    return trigger(entry.trigger(), at)
        + "; rollback "
        + entry.rollbackId()
        + " begins"
        + entry
            .scenario()
            .filter(scenario -> scenario != Scenario.BAD_DEPLOYMENT)
            .map(scenario -> ", for " + words(scenario))
            .orElse("");
  }

  private String resolved(AuditRecord record, AuditEntry.TargetsResolved entry) {
    entry.plan().ifPresent(plan -> saga.planned(record.application(), plan.attempts().size()));
    String further =
        entry
            .plan()
            .filter(plan -> plan.attempts().size() > 1)
            .map(plan ->
                "; plan %s has %d attempts"
                    .formatted(plan.digest().abbreviated(), plan.attempts().size()))
            .orElse("");
    return entry.targets().stream()
            .map(target -> target(target, entry.facts()))
            .collect(Collectors.joining("; "))
        + further;
  }

  private static String target(Target target, List<WorkloadFacts> facts) {
    Optional<WorkloadFacts> fact =
        facts.stream().filter(each -> each.workload().equals(target.workload())).findFirst();
    Optional<String> to = fact.flatMap(each -> images(each, target.template()));
    Optional<String> from = fact.flatMap(each -> images(each, target.from()));
    // Where the images are the same they tell nothing: only the content differs.
    boolean telling = !to.equals(from);
    return "%s goes back to revision %d (%s), away from %s"
        .formatted(
            target.workload().shortName(),
            target.revision(),
            to.filter(_ -> telling).orElse(content(target.template())),
            from.filter(_ -> telling).orElse(content(target.from())));
  }

  private static String content(ContentDigest template) {
    return "content " + template.abbreviated();
  }

  private static Optional<String> images(WorkloadFacts facts, ContentDigest template) {
    return facts.revisions().stream()
        .filter(revision -> revision.template().equals(template))
        .findFirst()
        .map(Revision::images)
        .filter(images -> !images.isEmpty())
        .map(images -> Printable.of(String.join(", ", images)));
  }

  private static String step(AuditEntry.StepSucceeded step) {
    WorkloadRef workload = step.target().workload();
    String effect =
        switch (step.effect()) {
          case APPLIED -> "is set back to";
          case ALREADY_LIVE -> "was found set back already to";
        };
    String deleted =
        step.deletedPods().isEmpty()
            ? ""
            : "; broken pods removed: " + String.join(", ", step.deletedPods());
    return "%s %s revision %d%s%s"
        .formatted(
            workload.shortName(),
            effect,
            step.target().revision(),
            deleted,
            step.effect() == ExecutionOutcome.Effect.APPLIED || step.evidence().isPresent()
                ? Phrases.evidence(step.evidence())
                : "");
  }

  private String soaking(Instant at, AuditEntry.SoakStarted entry) {
    return "healthy: %s; it must stay so until %s (%s of soak)"
        .formatted(
            measurements(entry.measurements()),
            Times.clock(entry.until(), zone),
            Phrases.length(at, entry.until()));
  }
}
