package dev.walkback.cli.text;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.Revision;
import dev.walkback.events.Target;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.verification.Measurement;
import dev.walkback.events.verification.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Each audit entry as one sentence. */
public final class Facts {

  private static final int LONGEST_QUOTE = 160;

  private final ZoneId zone;

  public Facts(ZoneId zone) {
    this.zone = zone;
  }

  public Fact of(AuditRecord record) {
    Instant at = record.at();
    return switch (record.entry()) {
      case AuditEntry.RollbackStarted started ->
          new Fact(
              Fact.Kind.SEEN,
              at,
              trigger(started.trigger(), at) + "; rollback " + started.rollbackId() + " begins");
      case AuditEntry.TargetsResolved resolved -> new Fact(Fact.Kind.DECIDED, at, plan(resolved));
      case AuditEntry.StepSucceeded step -> new Fact(Fact.Kind.DONE, at, step(step));
      case AuditEntry.StepNotTaken step ->
          new Fact(
              Fact.Kind.TROUBLE,
              at,
              "step %s was not taken: %s".formatted(step.step(), clean(step.explanation())));
      case AuditEntry.RecoveryAwaited awaited ->
          new Fact(
              Fact.Kind.LOOKING,
              at,
              "it must be healthy by %s (within %s)"
                  .formatted(clock(awaited.deadline()), until(at, awaited.deadline())));
      case AuditEntry.Observed observed ->
          new Fact(Fact.Kind.LOOKING, at, measurements(observed.measurements()));
      case AuditEntry.SoakStarted soak ->
          new Fact(
              Fact.Kind.PROVEN,
              at,
              "healthy: %s; it must stay so until %s (%s of soak)"
                  .formatted(
                      measurements(soak.measurements()),
                      clock(soak.until()),
                      until(at, soak.until())));
      case AuditEntry.RollbackSucceeded done -> new Fact(Fact.Kind.PROVEN, at, succeeded(done));
      case AuditEntry.RollbackFailed failed ->
          new Fact(Fact.Kind.TROUBLE, at, "nothing was changed: " + clean(failed.explanation()));
      case AuditEntry.HumanNeeded human -> new Fact(Fact.Kind.HUMAN, at, human(human));
      case AuditEntry.TriggerJoined joined ->
          new Fact(
              Fact.Kind.SEEN, at, trigger(joined.trigger(), at) + "; it joins " + joined.into());
      case AuditEntry.TriggerSuppressed suppressed ->
          new Fact(
              Fact.Kind.NOTHING,
              at,
              "%s; nothing is touched (%s): %s"
                  .formatted(
                      trigger(suppressed.trigger(), at),
                      words(suppressed.reason()),
                      clean(suppressed.explanation())));
    };
  }

  /** {@code NOTHING_RELEASED} as {@code nothing released}. */
  public static String words(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The page that says what to do when a human is needed. */
  public static String runbook(AuditEntry.HumanNeeded.Reason reason) {
    return "docs/runbooks/" + reason.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".md";
  }

  private String trigger(TriggerSummary trigger, Instant at) {
    String text = Printable.of(trigger.text(), LONGEST_QUOTE);
    return switch (trigger.origin()) {
      case ALERT ->
          "alert %s (\"%s\", firing for %s)"
              .formatted(Printable.of(trigger.name()), text, until(trigger.at(), at));
      case COMMAND -> "command by %s (\"%s\")".formatted(Printable.of(trigger.name()), text);
    };
  }

  private static String plan(AuditEntry.TargetsResolved resolved) {
    return resolved.targets().stream()
        .map(target -> target(target, resolved.facts()))
        .collect(Collectors.joining("; "));
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
    String evidence =
        step.evidence()
            .map(kept ->
                "; evidence kept before: %d items%s"
                    .formatted(
                        kept.items().size(),
                        kept.missing().isEmpty() ? "" : ", " + kept.missing().size() + " missing"))
            .orElse("; no evidence could be kept");
    return "%s %s revision %d%s%s"
        .formatted(
            workload.shortName(),
            effect,
            step.target().revision(),
            deleted,
            step.effect() == ExecutionOutcome.Effect.APPLIED || step.evidence().isPresent()
                ? evidence
                : "");
  }

  private static String succeeded(AuditEntry.RollbackSucceeded done) {
    return "it stayed healthy; from trigger to proof %s%s"
        .formatted(
            Times.length(done.took()),
            done.quarantined().isEmpty()
                ? ""
                : "; quarantined: "
                    + done.quarantined().stream()
                        .map(ContentDigest::abbreviated)
                        .collect(Collectors.joining(", ")));
  }

  private static String human(AuditEntry.HumanNeeded human) {
    return "a human is needed (%s): %s; see %s"
        .formatted(words(human.reason()), clean(human.explanation()), runbook(human.reason()));
  }

  /** The bad ones first and in full; the good ones by name. */
  private static String measurements(List<Measurement> measurements) {
    if (measurements.isEmpty()) {
      return "nothing measured yet";
    }
    return measurements.stream()
        .sorted((one, other) -> other.verdict().compareTo(one.verdict()))
        .map(each ->
            Printable.of(each.check())
                + (each.verdict() == Verdict.HEALTHY ? " ok" : ": " + clean(each.observed())))
        .collect(Collectors.joining("; "));
  }

  private static String clean(String text) {
    String clean = Printable.of(text);
    return clean.endsWith(".") ? clean.substring(0, clean.length() - 1) : clean;
  }

  private String clock(Instant at) {
    return Times.clock(at, zone);
  }

  private static String until(Instant from, Instant to) {
    return Times.length(Duration.between(from, to));
  }
}
