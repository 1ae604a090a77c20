package dev.walkback.systemtests.simulation;

import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditEntry.RollbackSucceeded;
import dev.walkback.events.audit.SagaEntry.TargetGivenUp;
import dev.walkback.events.command.Command;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.events.execution.ExecutionOutcome.WorkloadRolledBack;
import dev.walkback.events.verification.VerificationOutcome.Concluded;
import dev.walkback.events.verification.VerificationOutcome.Phase;
import dev.walkback.orchestrator.core.ApplicationState;
import dev.walkback.orchestrator.core.Decision;
import dev.walkback.orchestrator.core.Effect;
import dev.walkback.orchestrator.core.Input;
import dev.walkback.orchestrator.core.Rollback;
import dev.walkback.systemtests.simulation.Twist.Question;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What an orchestrator might do wrong when it decides about one application. */
final class OrchestratorFaults {

  private OrchestratorFaults() {}

  static List<PlantedFault> all() {
    return List.of(
        Twist.onState("the dedupe is skipped", States::withoutSeen),
        Twist.onState("the quarantine is forgotten", States::withoutLedger),
        Twist.onState("the cooldown is forgotten", States::withoutLast),
        Twist.onState("nobody counts the rollbacks of an hour", States::withoutStarts),
        Twist.onState("a live rollback is overlooked", States::withoutLive),
        onInput("an answer of another rollback counts", OrchestratorFaults::ofLiveRollback),
        onInput("a conclusion of another phase counts", OrchestratorFaults::ofLivePhase),
        onInput("an expired command counts", OrchestratorFaults::neverExpires),
        onDecision("what was left is not quarantined", OrchestratorFaults::quarantineNothing),
        Twist.planted("all is quarantined where one goes further", GivingUp::quarantineAll),
        onDecision("the fence does not rise", OrchestratorFaults::fenceOne),
        onDecision("a step is not sent", OrchestratorFaults::dropLastStep),
        Twist.planted(
            "the policy changes in mid-rollback",
            (question, honest) ->
                honest.decide(
                    question
                        .context()
                        .policy()
                        .map(policy -> question.with(States.withPolicy(question.state(), policy)))
                        .orElse(question))));
  }

  private static PlantedFault onInput(String name, UnaryOperator<Question> change) {
    return Twist.planted(name, (question, honest) -> honest.decide(change.apply(question)));
  }

  static PlantedFault onDecision(String name, UnaryOperator<Decision> change) {
    return Twist.planted(name, (question, honest) -> change.apply(honest.decide(question)));
  }

  private static Question ofLiveRollback(Question question) {
    Optional<Rollback> live = question.state().live();
    return live.isPresent()
            && question.input() instanceof Input.ExecutionOutcomeArrived(WorkloadRolledBack done)
        ? question.with(
            new Input.ExecutionOutcomeArrived(
                new WorkloadRolledBack(
                    done.application(),
                    live.get().id(),
                    done.step(),
                    done.effect(),
                    done.revision(),
                    done.at(),
                    done.deletedPods(),
                    done.evidence())))
        : question;
  }

  private static Question ofLivePhase(Question question) {
    ApplicationState state = question.state();
    return state.live().filter(Rollback.Soaking.class::isInstance).isPresent()
            && question.input() instanceof Input.VerificationOutcomeArrived(Concluded end)
            && end.phase() == Phase.RECOVERY
        ? question.with(
            new Input.VerificationOutcomeArrived(
                new Concluded(
                    end.application(),
                    end.rollbackId(),
                    Phase.SOAK,
                    end.verdict(),
                    end.explanation(),
                    end.at(),
                    end.looks(),
                    end.measurements(),
                    Optional.of(state.live().get().course().looks()),
                    end.cause())))
        : question;
  }

  private static Question neverExpires(Question question) {
    return question.input()
            instanceof Input.CommandArrived(var id, var givenAt, Command.RollBack command)
        ? question.with(
            new Input.CommandArrived(
                id,
                givenAt,
                new Command.RollBack(
                    command.application(),
                    command.issuer(),
                    command.reason(),
                    Instant.MAX,
                    command.toRevision(),
                    command.scenario())))
        : question;
  }

  private static Decision quarantineNothing(Decision decision) {
    return new Decision(
        decision.entries().stream().map(OrchestratorFaults::quarantineNothing).toList(),
        decision.effects());
  }

  private static AuditEntry quarantineNothing(AuditEntry entry) {
    return switch (entry) {
      case RollbackSucceeded end ->
          new RollbackSucceeded(end.took(), end.measurements(), List.of());
      case TargetGivenUp end -> new TargetGivenUp(end.attempt(), end.explanation(), List.of());
      default -> entry;
    };
  }

  private static Decision fenceOne(Decision decision) {
    return new Decision(
        decision.entries(),
        decision.effects().stream()
            .map(effect ->
                effect instanceof Effect.Execute(RollBackWorkload step)
                    ? new Effect.Execute(withFenceOne(step))
                    : effect)
            .toList());
  }

  private static RollBackWorkload withFenceOne(RollBackWorkload step) {
    return new RollBackWorkload(
        step.application(),
        step.rollbackId(),
        step.step(),
        step.deadline(),
        step.target(),
        1,
        step.evidenceTimeBox(),
        step.approved());
  }

  private static Decision dropLastStep(Decision decision) {
    List<Effect> steps =
        decision.effects().stream()
            .filter(effect -> effect instanceof Effect.Execute(RollBackWorkload _))
            .toList();
    return steps.size() < 2
        ? decision
        : new Decision(
            decision.entries(),
            decision.effects().stream().filter(each -> !each.equals(steps.getLast())).toList());
  }
}
