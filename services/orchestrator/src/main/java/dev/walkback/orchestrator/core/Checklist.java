package dev.walkback.orchestrator.core;

import dev.walkback.events.Target;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditEntry.HumanNeeded;
import dev.walkback.events.audit.AuditEntry.RollbackSucceeded;
import dev.walkback.events.audit.Box;
import dev.walkback.events.audit.Mark;
import dev.walkback.events.audit.Mark.State;
import dev.walkback.events.audit.OperatorEntry;
import dev.walkback.events.audit.SagaEntry;
import dev.walkback.events.execution.EvidenceSummary;
import dev.walkback.events.verification.Measurement;
import dev.walkback.events.verification.Measurement.Aspect;
import dev.walkback.events.verification.Verdict;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The fifteen boxes as they stand. A box is ticked by a proof only; what this version does not look
 * at is left to humans, with the reason and with the name of who looks after it. What a human has
 * ticked stays ticked, whatever the machine sees later.
 */
public record Checklist(List<Mark> marks) {

  private static final Set<Aspect> OF_PODS = Set.of(Aspect.ROLLOUT, Aspect.PODS);
  private static final Set<Aspect> OF_SERVICES = Set.of(Aspect.SERVICE);

  public Checklist {
    marks = List.copyOf(marks);
  }

  static Checklist begin(Story.Start start) {
    return new Checklist(Arrays.stream(Box.values()).map(box -> atBeginning(box, start)).toList())
        .with(Box.INCIDENT_DECLARED, State.TICKED, start.at(), "On the audit as " + start.id());
  }

  /** A human's word. It stands where the machine leaves a box to humans, and nowhere else. */
  Checklist ticked(Box box, TriggerSummary order, Instant at) {
    Mark before = of(box);
    String note = "%s says so: %s".formatted(order.name(), order.text());
    return with(
        new Mark(
            box, State.TICKED, Optional.of(at), note, before.owner(), Optional.of(order.name())));
  }

  /** Those that a human may tick. */
  List<Box> forHumans() {
    return marks.stream().filter(Mark::mayBeTicked).map(Mark::box).toList();
  }

  public Mark of(Box box) {
    return marks.stream().filter(mark -> mark.box() == box).findFirst().orElseThrow();
  }

  Checklist captured(String of, Optional<EvidenceSummary> evidence, Instant at) {
    Mark before = of(Box.STATE_CAPTURED);
    String what = of + ": " + evidence.map(Checklist::summary).orElse("nothing was captured");
    if (before.note().contains(what)) {
      return this; // the same step, sent once more
    }
    boolean complete = before.state() != State.FAILED && evidence.filter(this::any).isPresent();
    String note = (before.note().isEmpty() ? "" : before.note() + "; ") + what;
    return with(Box.STATE_CAPTURED, complete ? State.TICKED : State.FAILED, at, note);
  }

  Checklist executed(List<Target> plan, Instant at) {
    String note =
        plan.stream()
            .map(target ->
                "%s to revision %d (%s)"
                    .formatted(
                        target.workload().shortName(),
                        target.revision(),
                        target.template().abbreviated()))
            .collect(Collectors.joining(", "));
    return with(Box.ROLLBACK_EXECUTED, State.TICKED, at, note);
  }

  /** After a look that concludes nothing: a proof given before may be lost, none is won. */
  Checklist observed(List<Measurement> measurements, Instant at) {
    return observed(Box.PODS_HEALTHY, ofAspects(measurements, OF_PODS), at)
        .observed(Box.SERVICES_ACCESSIBLE, ofAspects(measurements, OF_SERVICES), at);
  }

  /** After a conclusion that all is healthy. */
  Checklist proven(List<Measurement> measurements, Story.Start start, Instant at) {
    Checklist pods = proven(Box.PODS_HEALTHY, ofAspects(measurements, OF_PODS), at);
    List<Measurement> services = ofAspects(measurements, OF_SERVICES);
    return services.isEmpty()
        ? pods.leftToHumans(
            Box.SERVICES_ACCESSIBLE,
            "The policy names no health check of a service; look yourself",
            start,
            at)
        : pods.proven(Box.SERVICES_ACCESSIBLE, services, at);
  }

  private Checklist leftToHumans(Box box, String why, Story.Start start, Instant at) {
    return of(box).tickedBy().isPresent() ? this : with(forHumans(box, why, start, at));
  }

  Checklist ended(Story.Start start, AuditEntry entry, Instant at) {
    Checklist looked =
        switch (entry) {
          case RollbackSucceeded e -> proven(e.measurements(), start, at);
          case HumanNeeded e -> disproven(e.measurements(), at).unexecuted(e.explanation(), at);
          case AuditEntry.RollbackFailed e -> unexecuted(e.explanation(), at);
          case SagaEntry.RollbackAborted e -> unexecuted(e.explanation(), at);
          case OperatorEntry.RollbackRejected _ -> unexecuted("The plan was rejected", at);
          case AuditEntry other ->
              throw new IllegalStateException(
                  "Expected an entry that ends a rollback, but found " + other);
        };
    return looked.with(
        Box.INCIDENT_DOCUMENTED,
        State.TICKED,
        at,
        "The audit of %s holds the whole of %s"
            .formatted(start.policy().application(), start.id()));
  }

  private Checklist unexecuted(String why, Instant at) {
    return of(Box.ROLLBACK_EXECUTED).state() == State.TICKED
        ? this
        : with(Box.ROLLBACK_EXECUTED, State.FAILED, at, why);
  }

  private Checklist disproven(List<Measurement> measurements, Instant at) {
    return disproven(Box.PODS_HEALTHY, ofAspects(measurements, OF_PODS), at)
        .disproven(Box.SERVICES_ACCESSIBLE, ofAspects(measurements, OF_SERVICES), at);
  }

  private Checklist observed(Box box, List<Measurement> measurements, Instant at) {
    if (measurements.isEmpty()) {
      return this;
    }
    boolean keeps = of(box).state() == State.TICKED && worst(measurements) == Verdict.HEALTHY;
    return with(box, keeps ? State.TICKED : State.OPEN, at, note(measurements));
  }

  private Checklist proven(Box box, List<Measurement> measurements, Instant at) {
    boolean proof = !measurements.isEmpty() && worst(measurements) == Verdict.HEALTHY;
    return proof
        ? with(box, State.TICKED, at, note(measurements))
        : observed(box, measurements, at);
  }

  private Checklist disproven(Box box, List<Measurement> measurements, Instant at) {
    boolean bad = !measurements.isEmpty() && worst(measurements) == Verdict.UNHEALTHY;
    return bad ? with(box, State.FAILED, at, note(measurements)) : observed(box, measurements, at);
  }

  private Checklist with(Box box, State state, Instant at, String note) {
    Optional<Instant> since = state == State.OPEN ? Optional.empty() : Optional.of(at);
    return with(new Mark(box, state, since, note));
  }

  private Checklist with(Mark changed) {
    return new Checklist(
        marks.stream().map(mark -> mark.box() == changed.box() ? changed : mark).toList());
  }

  private static Mark forHumans(Box box, String why, Story.Start start, Instant at) {
    return new Mark(
        box,
        State.FOR_HUMANS,
        Optional.of(at),
        why,
        start.policy().staff().ownerOf(box),
        Optional.empty());
  }

  private boolean any(EvidenceSummary evidence) {
    return !evidence.items().isEmpty();
  }

  private static String summary(EvidenceSummary evidence) {
    return "%d items (%s)%s"
        .formatted(
            evidence.items().size(),
            evidence.digest().abbreviated(),
            evidence.missing().isEmpty()
                ? ""
                : ", missing: " + String.join(", ", evidence.missing()));
  }

  private static Verdict worst(List<Measurement> measurements) {
    return measurements.stream()
        .map(Measurement::verdict)
        .max(Comparator.naturalOrder())
        .orElse(Verdict.INCONCLUSIVE);
  }

  private static String note(List<Measurement> measurements) {
    Verdict worst = worst(measurements);
    return measurements.stream()
        .filter(measurement -> measurement.verdict() == worst)
        .map(measurement -> measurement.check() + ": " + measurement.observed())
        .collect(Collectors.joining("; "));
  }

  private static List<Measurement> ofAspects(List<Measurement> all, Set<Aspect> aspects) {
    return all.stream().filter(measurement -> aspects.contains(measurement.aspect())).toList();
  }

  private static Mark atBeginning(Box box, Story.Start start) {
    String note =
        switch (box) {
          case INCIDENT_DECLARED,
              STATE_CAPTURED,
              ROLLBACK_EXECUTED,
              PODS_HEALTHY,
              SERVICES_ACCESSIBLE,
              INCIDENT_DOCUMENTED ->
              "";
          case SMOKE_TESTS_PASSED -> "Walkback runs no smoke tests; run yours";
          case ERROR_RATES_NORMAL -> "Walkback reads no error rates; look at your dashboards";
          case PERFORMANCE_ACCEPTABLE -> "Walkback measures no latency; look at your dashboards";
          case DATABASE_CONSISTENT -> "Walkback does not look into databases; check yours";
          case INTEGRATIONS_WORKING -> "Walkback does not call your integrations; check them";
          case MONITORING_CONFIRMED ->
              "Walkback watches the policy's checks only; confirm that your own monitoring is quiet";
          case STAKEHOLDERS_NOTIFIED ->
              start
                  .policy()
                  .slackChannel()
                  .map(channel ->
                      "The notifier tells %s, but nothing waits for it; tell everyone else"
                          .formatted(channel))
                  .orElse("The policy names no channel; tell those whom it concerns");
          case STATUS_PAGE_UPDATED -> "Walkback has no access to your status page";
          case POST_MORTEM_SCHEDULED -> "Within 24 hours, says the procedure; the audit is ready";
        };
    return note.isEmpty()
        ? new Mark(box, State.OPEN, Optional.empty(), "")
        : forHumans(box, note, start, start.at());
  }
}
