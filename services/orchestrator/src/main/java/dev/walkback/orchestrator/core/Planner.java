package dev.walkback.orchestrator.core;

import dev.walkback.events.Target;
import dev.walkback.events.TriggerSummary.Origin;
import dev.walkback.events.plan.Attempt;
import dev.walkback.events.plan.OwnerFacts;
import dev.walkback.events.plan.OwnerFacts.OwnerRevision;
import dev.walkback.events.plan.OwnerTarget;
import dev.walkback.events.plan.Plan;
import dev.walkback.events.plan.PlanLine;
import dev.walkback.events.plan.WayBack;
import dev.walkback.events.plan.WorkloadContent;
import dev.walkback.events.policy.FreezeWindow;
import dev.walkback.events.policy.Guardrails;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.suspicion.Scenario;
import dev.walkback.orchestrator.core.TargetChoice.Candidate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * From a choice of contents to a plan: for each release, the ways back that the policy prefers and
 * the application has. Everything in it is absolute.
 */
final class Planner {

  private final RollbackPolicy policy;
  private final List<OwnerFacts> owners;
  private final List<Attempt> attempts = new ArrayList<>();
  private final List<PlanLine> lines = new ArrayList<>();

  private Planner(RollbackPolicy policy, List<OwnerFacts> owners) {
    this.policy = policy;
    this.owners = owners;
  }

  /** Whether Walkback can do anything about this kind of trouble. */
  static boolean answers(Scenario scenario) {
    return switch (scenario) {
      case BAD_DEPLOYMENT, SECURITY_VULNERABILITY, DATA_CORRUPTION -> true;
      case DATABASE_MIGRATION, CONFIGURATION, EXTERNAL_DEPENDENCY -> false;
    };
  }

  /** Empty where no way back leads to any of the targets. */
  static Optional<Plan> plan(
      RollbackPolicy policy,
      TargetChoice.Chosen chosen,
      List<OwnerFacts> owners,
      Occasion occasion) {
    Planner planner = new Planner(policy, owners);
    planner.releases(chosen.candidates());
    planner.lines.addAll(chosen.staying());
    int approvers = planner.approvers(occasion);
    return planner.attempts.isEmpty()
        ? Optional.empty()
        : Optional.of(Plan.of(occasion.scenario(), planner.attempts, planner.lines, approvers));
  }

  /** Why and when it is planned. */
  record Occasion(Scenario scenario, Origin origin, Instant now) {}

  private void releases(List<Candidate> candidates) {
    candidates.forEach(candidate ->
        lines.add(
            new PlanLine(
                candidate.first().workload().shortName(),
                goal(candidate.first()),
                candidate.why())));
    ways(0, candidates.stream().map(Candidate::first).toList());
    for (int back = 1; back <= policy.rails().furtherBack(); back++) {
      int index = back - 1;
      List<Target> targets =
          candidates.stream()
              .filter(candidate -> candidate.further().size() > index)
              .map(candidate -> candidate.further().get(index))
              .toList();
      if (targets.isEmpty()) {
        return;
      }
      targets.forEach(target ->
          lines.add(
              new PlanLine(
                  target.workload().shortName(),
                  goal(target),
                  "Only if the release after it turns out bad as well; it is verified")));
      ways(back, targets);
    }
  }

  private void ways(int furtherBack, List<Target> targets) {
    for (WayBack way : policy.rails().ladder()) {
      switch (way) {
        case WORKLOAD -> attempts.add(new Attempt(way, furtherBack, Optional.empty(), targets));
        case HELM, ARGO_CD -> owned(way, furtherBack, targets);
      }
    }
  }

  private void owned(WayBack way, int furtherBack, List<Target> targets) {
    for (OwnerFacts owner : owners) {
      if (owner.way() == way) {
        Optional<OwnerRevision> revision =
            owner.revisions().stream().filter(each -> leadsTo(each, targets)).findFirst();
        if (revision.isPresent()) {
          OwnerTarget target =
              new OwnerTarget(owner.namespace(), owner.name(), revision.get().id());
          attempts.add(new Attempt(way, furtherBack, Optional.of(target), targets));
        } else {
          lines.add(
              new PlanLine(
                  name(way) + " " + owner.name(),
                  "passed over",
                  "No entry of its history has the content that is wanted"));
        }
      }
    }
  }

  private static boolean leadsTo(OwnerRevision revision, List<Target> targets) {
    return targets.stream()
        .allMatch(target ->
            revision
                .contents()
                .contains(new WorkloadContent(target.workload(), target.template())));
  }

  private int approvers(Occasion occasion) {
    Guardrails rails = policy.rails();
    int approvers = rails.approvals().approvers(occasion.scenario());
    Optional<FreezeWindow> freeze = freeze(policy, occasion.origin(), occasion.now());
    if (approvers > 0) {
      lines.add(
          new PlanLine(
              "approval",
              "by " + approvers,
              "The policy asks for it where the trouble is "
                  + Headlines.spoken(occasion.scenario())));
    }
    if (freeze.isPresent()) {
      lines.add(
          new PlanLine(
              "approval",
              "by " + Math.max(1, approvers),
              "An alert began it in a freeze: " + freeze.get().reason()));
    }
    return freeze.isPresent() ? Math.max(1, approvers) : approvers;
  }

  /** The freeze in which nobody but a person may begin a rollback now. */
  static Optional<FreezeWindow> freeze(RollbackPolicy policy, Origin origin, Instant now) {
    return switch (origin) {
      case COMMAND -> Optional.empty();
      case ALERT ->
          policy.rails().freezes().stream().filter(window -> window.covers(now)).findFirst();
    };
  }

  private static String goal(Target target) {
    return "to revision %d (%s)".formatted(target.revision(), target.template().abbreviated());
  }

  private static String name(WayBack way) {
    return way.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
