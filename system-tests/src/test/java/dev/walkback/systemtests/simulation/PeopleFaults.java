package dev.walkback.systemtests.simulation;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.audit.SagaEntry.HelpWanted;
import dev.walkback.events.audit.SagaEntry.RollbackAborted;
import dev.walkback.events.command.Command;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.events.execution.ExecutionOutcome.Surveyed;
import dev.walkback.events.guard.GuardRequest;
import dev.walkback.events.plan.Plan;
import dev.walkback.events.policy.FleetPolicy;
import dev.walkback.executor.core.Brake;
import dev.walkback.orchestrator.core.Context;
import dev.walkback.orchestrator.core.Decision;
import dev.walkback.orchestrator.core.Effect;
import dev.walkback.orchestrator.core.Input;
import dev.walkback.orchestrator.core.Rollback;
import dev.walkback.orchestrator.core.TimerName;
import dev.walkback.systemtests.simulation.Twist.Question;
import dev.walkback.systemtests.simulation.services.Machinery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What might become of the words of operators, and of what guards have to say. */
final class PeopleFaults {

  private PeopleFaults() {}

  static List<PlantedFault> all() {
    return List.of(
        new PlantedFault("the brake is not asked", () -> new Deaf()),
        new PlantedFault("approvals are not looked at before the write", () -> new Careless()),
        Twist.planted(
            "an approval of another plan counts",
            (question, honest) -> honest.decide(ofCurrentPlan(question))),
        Twist.onState("a refused step makes approvals last", States::begunByRefusals),
        Twist.onState("a freeze that begins later is overlooked", States::withoutFreezes),
        Twist.onState("who asked may agree", States::askedForBySomebodyElse),
        Twist.planted(
            "the cluster is not read again after approval",
            (question, honest) -> honest.decide(asPlanned(question))),
        OrchestratorFaults.onDecision("an abort is heard and forgotten", PeopleFaults::goOn),
        onFleet("storms are ignored", f -> fleet(f, f.maxConcurrent(), Optional.empty())),
        onFleet("slots are not counted", f -> fleet(f, Optional.empty(), f.storm())),
        Twist.planted(
            "a guard forgets who holds it",
            (question, honest) ->
                honest.decide(
                    question.state().application().equals(ApplicationId.EVERYTHING)
                        ? question
                        : question.with(States.withoutHolders(question.state())))),
        OrchestratorFaults.onDecision("leave is not given back", PeopleFaults::keep),
        OrchestratorFaults.onDecision("who is stuck keeps its slot", PeopleFaults::keepIfStuck),
        new PlantedFault("nobody watches the budget", () -> new Unhurried()));
  }

  /** Thinks that nothing is ever held. */
  private static final class Deaf extends Machinery {

    @Override
    public Brake brake(Brake brake) {
      return new Brake.Released();
    }
  }

  /** Takes steps as if nobody had to agree. */
  private static final class Careless extends Machinery {

    @Override
    public Steps steps(Execution step) {
      return step instanceof RollBackWorkload each
          ? super.steps(
              new RollBackWorkload(
                  each.application(),
                  each.rollbackId(),
                  each.step(),
                  each.deadline(),
                  each.target(),
                  each.fence(),
                  each.evidenceTimeBox()))
          : super.steps(step);
    }
  }

  private static final class Unhurried extends Machinery {

    @Override
    public Map<TimerName, Instant> timers(
        Map<TimerName, Instant> before, Input input, Decision decision) {
      Map<TimerName, Instant> timers = new TreeMap<>(super.timers(before, input, decision));
      timers
          .keySet()
          .removeIf(name ->
              switch (name.kind()) {
                case BUDGET, BUDGET_WARNING -> true;
                case SURVEYING,
                    AWAITING_APPROVAL,
                    WAITING,
                    ROLLING_BACK,
                    VERIFYING,
                    SOAKING,
                    AWAITING_HUMAN,
                    DRY_RUN,
                    WATCH,
                    HOLD ->
                    false;
              });
      return timers;
    }
  }

  private static Question ofCurrentPlan(Question question) {
    Optional<Plan> plan = question.state().live().flatMap(live -> live.course().plan());
    return plan.isPresent()
            && question.input()
                instanceof Input.CommandArrived(var id, var givenAt, Command.Approve command)
        ? question.with(
            new Input.CommandArrived(
                id,
                givenAt,
                new Command.Approve(
                    command.application(),
                    command.issuer(),
                    command.reason(),
                    command.expiresAt(),
                    command.rollbackId(),
                    plan.get().digest())))
        : question;
  }

  /** Whatever is live, it looks like what was live when it was planned. */
  private static Question asPlanned(Question question) {
    Optional<Plan> plan =
        question
            .state()
            .live()
            .filter(Rollback.Surveying.class::isInstance)
            .flatMap(live -> live.course().plan());
    return plan.isPresent()
            && question.input() instanceof Input.ExecutionOutcomeArrived(Surveyed surveyed)
        ? question.with(
            new Input.ExecutionOutcomeArrived(
                new Surveyed(
                    surveyed.application(),
                    surveyed.rollbackId(),
                    surveyed.step(),
                    surveyed.workloads().stream().map(f -> asPlanned(f, plan.get())).toList(),
                    surveyed.owners())))
        : question;
  }

  private static WorkloadFacts asPlanned(WorkloadFacts facts, Plan plan) {
    return plan.firstTargets().stream()
        .filter(target -> target.workload().equals(facts.workload()))
        .findFirst()
        .map(target ->
            new WorkloadFacts(
                facts.workload(),
                target.from(),
                facts.releasedAt(),
                facts.releasedByRollback(),
                facts.paused(),
                facts.revisions()))
        .orElse(facts);
  }

  private static Decision goOn(Decision decision) {
    return new Decision(
        decision.entries().stream().filter(e -> !(e instanceof RollbackAborted)).toList(),
        decision.effects());
  }

  private static Decision keep(Decision decision) {
    return new Decision(
        decision.entries(),
        decision.effects().stream()
            .filter(effect -> !(effect instanceof Effect.AskGuard(GuardRequest.GiveBack _)))
            .toList());
  }

  private static Decision keepIfStuck(Decision decision) {
    return decision.entries().stream().anyMatch(HelpWanted.class::isInstance)
        ? keep(decision)
        : decision;
  }

  private static PlantedFault onFleet(String name, UnaryOperator<FleetPolicy> change) {
    return Twist.planted(
        name,
        (question, honest) -> {
          Context context = question.context();
          return honest.decide(
              question.with(
                  new Context(
                      context.policy(),
                      change.apply(context.fleet()),
                      context.applications(),
                      context.held())));
        });
  }

  private static FleetPolicy fleet(
      FleetPolicy fleet, Optional<Integer> maxConcurrent, Optional<FleetPolicy.Storm> storm) {
    return new FleetPolicy(fleet.application(), fleet.version(), maxConcurrent, storm);
  }
}
