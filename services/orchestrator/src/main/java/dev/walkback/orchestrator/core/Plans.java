package dev.walkback.orchestrator.core;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.Target;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.audit.AuditEntry.HumanNeeded;
import dev.walkback.events.audit.AuditEntry.HumanNeeded.Reason;
import dev.walkback.events.audit.AuditEntry.TargetsResolved;
import dev.walkback.events.audit.SagaEntry.ApprovalsVoid;
import dev.walkback.events.plan.OwnerFacts;
import dev.walkback.events.plan.Plan;
import dev.walkback.orchestrator.core.Rollback.Surveying;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** From what was read of the cluster to a settled plan, or to a human. */
final class Plans {

  /** How often a plan may become void while people think about it. */
  private static final int MAX_VOIDED = 3;

  private final Draft draft;

  Plans(Draft draft) {
    this.draft = draft;
  }

  /** What was read of the cluster. */
  record Facts(List<WorkloadFacts> workloads, List<OwnerFacts> owners) {}

  /** Resolves the targets and begins as soon as it may, or calls a human. */
  void follow(Surveying live, TargetChoice choice, Facts facts) {
    switch (choice) {
      case TargetChoice.Chosen chosen -> planned(live, chosen, facts);
      case TargetChoice.NothingReleased _ ->
          human(Reason.NO_TARGET, "Nothing was released in the window");
      case TargetChoice.NoTarget none -> human(Reason.NO_TARGET, none.explanation());
      case TargetChoice.OfARollback own -> human(Reason.ROLLBACK_OF_A_ROLLBACK, own.explanation());
    }
  }

  /** The cluster was read once more because everybody agreed to the plan. */
  void again(Surveying live, Facts facts) {
    Plan agreed = live.course().settled();
    List<Target> wanted = live.course().withoutSkipped(agreed.firstTargets());
    Optional<String> moved = Agreement.whatMoved(wanted, facts.workloads(), ledger());
    if (moved.isEmpty()) {
      settle(live, agreed, facts);
      return;
    }
    if (live.course().approvals().voided() >= MAX_VOIDED) {
      human(
          Reason.PLAN_KEEPS_CHANGING,
          "The cluster changed %d times while approval was awaited, last so: %s"
              .formatted(MAX_VOIDED + 1, moved.get()));
      return;
    }
    draft.record(new ApprovalsVoid(moved.get()));
    List<WorkloadFacts> named =
        facts.workloads().stream()
            .filter(fact ->
                wanted.stream().anyMatch(target -> target.workload().equals(fact.workload())))
            .toList();
    follow(
        (Surveying) draft.live().orElseThrow(), anew(live.story().start(), agreed, named), facts);
  }

  /** Whoever asked did not speak of what was released since. */
  private TargetChoice anew(Story.Start start, Plan agreed, List<WorkloadFacts> named) {
    Memory memory = draft.state().memory();
    if (start.toRevision().isPresent()) {
      return TargetChoice.forCommand(start.policy(), named, start.toRevision(), memory);
    }
    Suspects suspects =
        switch (start.trigger().origin()) {
          case ALERT -> Suspects.ofAlert(named, Instant.MIN, start.trigger().at());
          case COMMAND -> new Suspects(named, List.of());
        };
    Set<ContentDigest> left =
        agreed.firstTargets().stream().map(Target::from).collect(Collectors.toSet());
    return TargetChoice.anew(suspects, memory, left);
  }

  private void planned(Surveying live, TargetChoice.Chosen chosen, Facts facts) {
    Story.Start start = live.story().start();
    if (!Planner.answers(start.scenario())) {
      human(Reason.NO_WAY_BACK, withoutAnswer(start, chosen));
      return;
    }
    var occasion = new Planner.Occasion(start.scenario(), start.trigger().origin(), draft.now());
    Planner.plan(start.policy(), chosen, facts.owners(), occasion)
        .ifPresentOrElse(
            plan -> settle(live, plan, facts),
            () ->
                human(
                    Reason.NO_WAY_BACK,
                    "Expected one of the ways %s to lead back, but the application has none of them"
                        .formatted(start.policy().rails().ladder())));
  }

  private void settle(Surveying live, Plan plan, Facts facts) {
    Story.Start start = live.story().start();
    draft.record(
        new TargetsResolved(
            plan.firstTargets(),
            TargetChoice.of(start.policy(), facts.workloads()),
            Optional.of(plan)));
    new Beginning(draft).go();
  }

  private static String withoutAnswer(Story.Start start, TargetChoice.Chosen chosen) {
    String candidates =
        chosen.candidates().stream()
            .map(TargetChoice.Candidate::first)
            .map(Plans::words)
            .collect(Collectors.joining(", "));
    return "Walkback has no steps for %s; the older contents are %s"
        .formatted(start.scenario(), candidates);
  }

  private static String words(Target target) {
    return "%s revision %d".formatted(target.workload().shortName(), target.revision());
  }

  private Ledger ledger() {
    return draft.state().memory().ledger();
  }

  private void human(Reason reason, String explanation) {
    draft.record(new HumanNeeded(reason, explanation, Optional.empty(), List.of()));
  }
}
