package dev.walkback.systemtests.simulation;

import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditEntry.RollbackSucceeded;
import dev.walkback.events.command.Command;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.verification.VerificationOutcome;
import dev.walkback.events.verification.VerificationOutcome.Concluded;
import dev.walkback.events.verification.VerificationOutcome.Phase;
import dev.walkback.orchestrator.core.ApplicationState;
import dev.walkback.orchestrator.core.Decision;
import dev.walkback.orchestrator.core.Effect;
import dev.walkback.orchestrator.core.Input;
import dev.walkback.orchestrator.core.Rollback;
import dev.walkback.systemtests.simulation.services.Machinery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What an orchestrator might do wrong when it decides. */
final class OrchestratorFaults {

  private OrchestratorFaults() {}

  static List<PlantedFault> all() {
    return List.of(
        onState("the dedupe is skipped", States::withoutSeen),
        onState("the quarantine is forgotten", States::withoutQuarantine),
        onState("the cooldown is forgotten", States::withoutLast),
        onState("a live rollback is overlooked", States::withoutLive),
        onInput("an answer of another rollback counts", OrchestratorFaults::ofLiveRollback),
        onInput("a conclusion of another phase counts", OrchestratorFaults::ofLivePhase),
        onInput("an expired command counts", (_, input) -> neverExpires(input)),
        onDecision("what was left is not quarantined", OrchestratorFaults::quarantineNothing),
        onDecision("the fence does not rise", OrchestratorFaults::fenceOne),
        onDecision("a step is not sent", OrchestratorFaults::dropLastStep),
        new PlantedFault("the policy changes in mid-rollback", PolicyFollower::new));
  }

  private static PlantedFault onState(String name, UnaryOperator<ApplicationState> change) {
    return new PlantedFault(
        name,
        () ->
            new Machinery() {
              @Override
              public Decision decide(
                  ApplicationState state,
                  Input input,
                  Optional<RollbackPolicy> policy,
                  Instant now) {
                return super.decide(change.apply(state), input, policy, now);
              }
            });
  }

  /** Changes what is heard. */
  @FunctionalInterface
  private interface Mishearing {

    Input hear(ApplicationState state, Input input);
  }

  private static PlantedFault onInput(String name, Mishearing mishearing) {
    return new PlantedFault(
        name,
        () ->
            new Machinery() {
              @Override
              public Decision decide(
                  ApplicationState state,
                  Input input,
                  Optional<RollbackPolicy> policy,
                  Instant now) {
                return super.decide(state, mishearing.hear(state, input), policy, now);
              }
            });
  }

  private static PlantedFault onDecision(String name, UnaryOperator<Decision> change) {
    return new PlantedFault(
        name,
        () ->
            new Machinery() {
              @Override
              public Decision decide(
                  ApplicationState state,
                  Input input,
                  Optional<RollbackPolicy> policy,
                  Instant now) {
                return change.apply(super.decide(state, input, policy, now));
              }
            });
  }

  /** A rollback that keeps to the policy as it is now. */
  private static final class PolicyFollower extends Machinery {

    @Override
    public Decision decide(
        ApplicationState state, Input input, Optional<RollbackPolicy> policy, Instant now) {
      ApplicationState changed =
          policy.map(current -> States.withPolicy(state, current)).orElse(state);
      return super.decide(changed, input, policy, now);
    }
  }

  private static Input ofLiveRollback(ApplicationState state, Input input) {
    if (state.live().isEmpty()
        || !(input
            instanceof
            Input.ExecutionOutcomeArrived(ExecutionOutcome.WorkloadRolledBack done))) {
      return input;
    }
    return new Input.ExecutionOutcomeArrived(
        new ExecutionOutcome.WorkloadRolledBack(
            done.application(),
            state.live().get().id(),
            done.step(),
            done.effect(),
            done.revision(),
            done.at(),
            done.deletedPods(),
            done.evidence()));
  }

  private static Input ofLivePhase(ApplicationState state, Input input) {
    if (!(input instanceof Input.VerificationOutcomeArrived(VerificationOutcome outcome))
        || !(outcome instanceof Concluded end)
        || !(state.live().filter(Rollback.Soaking.class::isInstance).isPresent())) {
      return input;
    }
    return new Input.VerificationOutcomeArrived(
        new Concluded(
            end.application(),
            end.rollbackId(),
            Phase.SOAK,
            end.verdict(),
            end.explanation(),
            end.at(),
            end.looks(),
            end.measurements()));
  }

  private static Input neverExpires(Input input) {
    return input instanceof Input.CommandArrived(var id, var givenAt, Command.RollBack command)
        ? new Input.CommandArrived(
            id,
            givenAt,
            new Command.RollBack(
                command.application(),
                command.issuer(),
                command.reason(),
                Instant.MAX,
                command.toRevision()))
        : input;
  }

  private static Decision quarantineNothing(Decision decision) {
    List<AuditEntry> entries =
        decision.entries().stream()
            .map(entry ->
                entry instanceof RollbackSucceeded end
                    ? new RollbackSucceeded(end.took(), end.measurements(), List.of())
                    : entry)
            .toList();
    return new Decision(entries, decision.effects());
  }

  private static Decision fenceOne(Decision decision) {
    List<Effect> effects =
        decision.effects().stream()
            .map(effect ->
                effect instanceof Effect.Execute(RollBackWorkload step)
                    ? new Effect.Execute(withFence(step, 1))
                    : effect)
            .toList();
    return new Decision(decision.entries(), effects);
  }

  private static RollBackWorkload withFence(RollBackWorkload step, long fence) {
    return new RollBackWorkload(
        step.application(),
        step.rollbackId(),
        step.step(),
        step.deadline(),
        step.target(),
        fence,
        step.evidenceTimeBox());
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
            decision.effects().stream().filter(each -> each != steps.getLast()).toList());
  }
}
