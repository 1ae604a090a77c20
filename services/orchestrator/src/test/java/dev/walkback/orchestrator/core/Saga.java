package dev.walkback.orchestrator.core;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.RollbackId;
import dev.walkback.events.TriggerId;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.command.Command;
import dev.walkback.events.execution.EvidenceSummary;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.execution.ExecutionOutcome.Refusal;
import dev.walkback.events.guard.GuardAnswer;
import dev.walkback.events.guard.GuardRequest;
import dev.walkback.events.hold.Hold;
import dev.walkback.events.policy.FleetPolicy;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.release.ReleaseSeen;
import dev.walkback.events.suspicion.Suspicion;
import dev.walkback.events.verification.Verdict;
import dev.walkback.events.verification.Verification;
import dev.walkback.events.verification.VerificationOutcome;
import dev.walkback.events.verification.VerificationOutcome.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Drives the real core through a story, by a clock of its own. After every input it folds the whole
 * log again and holds the result against the state.
 */
public final class Saga extends TakesOrders {

  /** One entry and when it was made. */
  public record Logged(AuditEntry entry, Instant at) {}

  /** One move of the machine. */
  public record Move(String from, String entry, String to) {}

  private final List<Logged> log = new ArrayList<>();
  private final List<Move> moves = new ArrayList<>();
  private final Map<TimerName, Instant> timers = new TreeMap<>();
  private final ApplicationId key;
  private Optional<RollbackPolicy> policy;
  private FleetPolicy fleet = Context.of(Optional.empty()).fleet();
  private Optional<Context.Held> held = Optional.empty();
  private ApplicationState state;
  private Instant now = World.NOON;
  private int commands;
  private Decision last = new Decision(List.of(), List.of());
  private Optional<RollbackStatus> status = Optional.empty();

  private Saga(ApplicationId key, Optional<RollbackPolicy> policy) {
    this.key = key;
    this.policy = policy;
    this.state = ApplicationState.unknown(key);
  }

  /** A scope or a guard. */
  public static Saga of(ApplicationId key) {
    return new Saga(key, Optional.empty());
  }

  public Saga fleetIs(FleetPolicy newFleet) {
    fleet = newFleet;
    return this;
  }

  public Saga heldBy(ApplicationId scope, String by) {
    held =
        Optional.of(new Context.Held(scope, new Hold(by, "deploy freeze", now, Optional.empty())));
    return this;
  }

  public Saga resumed() {
    held = Optional.empty();
    return this;
  }

  public static Saga by(RollbackPolicy policy) {
    return new Saga(World.SHOP, Optional.of(policy));
  }

  public static Saga withoutPolicy() {
    return new Saga(World.SHOP, Optional.empty());
  }

  public Saga when(Input input) {
    last = Decider.decide(state, input, new Context(policy, fleet, 10, held), now);
    for (AuditEntry entry : last.entries()) {
      ApplicationState before = state;
      status = Fold.statusAfter(before, entry, now).or(() -> status);
      state = Fold.evolve(before, entry, now);
      log.add(new Logged(entry, now));
      if (Machine.movesRollbacks(entry)) {
        moves.add(new Move(nameOf(before), Machine.label(entry), nameOf(state)));
      }
    }
    for (Effect effect : last.effects()) {
      switch (effect) {
        case Effect.StartTimer start -> timers.put(start.name(), start.at());
        case Effect.CancelTimer cancel -> timers.remove(cancel.name());
        case Effect.Execute _, Effect.Verify _, Effect.AskGuard _, Effect.AnswerGuarded _ -> {}
      }
    }
    checkReplay();
    return this;
  }

  private void checkReplay() {
    ApplicationState rebuilt = ApplicationState.unknown(key);
    for (Logged logged : log) {
      rebuilt = Fold.evolve(rebuilt, logged.entry(), logged.at());
    }
    if (!rebuilt.equals(state)) {
      throw new AssertionError("Expected %s, but the log gives %s".formatted(state, rebuilt));
    }
    boolean timed = state.live().map(live -> timers.containsKey(live.timer())).orElse(true);
    boolean strays =
        state.live().isEmpty()
            && timers.keySet().stream().anyMatch(timer -> phases().contains(timer.kind().name()));
    if (!timed || strays) {
      throw new AssertionError("Expected one timer for what is live, but found " + timers);
    }
  }

  private static List<String> phases() {
    return Arrays.stream(RollbackStatus.Phase.values()).map(Enum::name).toList();
  }

  public Saga seen(WorkloadFacts... facts) {
    return when(new Input.ReleaseArrived(new ReleaseSeen(World.SHOP, now, Arrays.asList(facts))));
  }

  public Saga answered(GuardAnswer answer) {
    return when(new Input.GuardAnswerArrived(answer));
  }

  public Saga granted(ApplicationId guard) {
    return answered(new GuardAnswer.Granted(World.SHOP, guard, live().id()));
  }

  public Saga asked(GuardRequest request) {
    return when(new Input.GuardRequestArrived(request));
  }

  public Saga suspect(Suspicion suspicion) {
    return when(new Input.SuspicionArrived(suspicion));
  }

  public Saga suspect(String alert, WorkloadFacts... facts) {
    return suspect(World.suspicion(World.alert(alert, now), facts));
  }

  public Saga command(String id, Optional<Long> toRevision) {
    var command =
        new Command.RollBack(
            World.SHOP, "ada", "errors", now.plus(Duration.ofMinutes(5)), toRevision);
    return command(id, command);
  }

  public Saga command(String id, Command command) {
    return when(new Input.CommandArrived(new TriggerId(id), now, command));
  }

  public Saga surveyed(WorkloadFacts... facts) {
    return outcome(
        new ExecutionOutcome.Surveyed(
            World.SHOP, live().id(), StepNames.survey(live().course()), Arrays.asList(facts)));
  }

  @Override
  public Saga orders(String operator, Function<Ordered, Command> command) {
    RollbackId rollback = state.live().map(Rollback::id).orElse(World.idOf("Errors"));
    var ordered =
        new Ordered(key, operator, "looked at it", now.plus(Duration.ofMinutes(5)), rollback);
    commands++;
    return command("%s-%d".formatted(operator, commands), command.apply(ordered));
  }

  public Saga dryRunSurveyed(WorkloadFacts... facts) {
    return outcome(
        new ExecutionOutcome.Surveyed(
            World.SHOP, state.dryRun().orElseThrow().id(), "dry-run", Arrays.asList(facts)));
  }

  public Saga ownerDone(String step) {
    return outcome(
        new ExecutionOutcome.OwnerRolledBack(
            World.SHOP, live().id(), step, ExecutionOutcome.Effect.APPLIED, now, Optional.empty()));
  }

  public Saga done(String step) {
    return outcome(
        new ExecutionOutcome.WorkloadRolledBack(
            World.SHOP,
            live().id(),
            step,
            ExecutionOutcome.Effect.APPLIED,
            3,
            now,
            List.of(),
            Optional.of(
                new EvidenceSummary(World.V3, "file:/evidence", List.of("manifest"), List.of()))));
  }

  public Saga refused(String step) {
    return refused(step, Refusal.PAUSED, "It is paused; resume it");
  }

  public Saga refused(String step, Refusal reason, String explanation) {
    return outcome(
        new ExecutionOutcome.Refused(World.SHOP, live().id(), step, reason, explanation));
  }

  public Saga failed(String step) {
    return outcome(new ExecutionOutcome.Failed(World.SHOP, live().id(), step, "The API was away"));
  }

  public Saga outcome(ExecutionOutcome outcome) {
    return when(new Input.ExecutionOutcomeArrived(outcome));
  }

  public Saga looked(Phase phase, Verdict verdict) {
    return when(
        new Input.VerificationOutcomeArrived(
            new VerificationOutcome.Progressed(
                World.SHOP,
                live().id(),
                phase,
                now,
                World.measured(verdict),
                Optional.of(live().course().looks()))));
  }

  public Saga concluded(Phase phase, Verdict verdict) {
    return concluded(live().id(), phase, verdict);
  }

  public Saga concluded(RollbackId rollback, Phase phase, Verdict verdict) {
    return when(
        new Input.VerificationOutcomeArrived(
            new VerificationOutcome.Concluded(
                World.SHOP,
                rollback,
                phase,
                verdict,
                "seen three times",
                now,
                3,
                World.measured(verdict),
                state.live().map(live -> live.course().looks()),
                Optional.empty())));
  }

  /** It is the release that is bad, not its surroundings. */
  public Saga concludedBad(Phase phase) {
    return when(
        new Input.VerificationOutcomeArrived(
            new VerificationOutcome.Concluded(
                World.SHOP,
                live().id(),
                phase,
                Verdict.UNHEALTHY,
                "it crashes",
                now,
                3,
                World.measured(Verdict.UNHEALTHY),
                Optional.of(live().course().looks()),
                Optional.of(VerificationOutcome.Cause.BAD))));
  }

  /** Lets time pass; fires nothing. */
  public Saga pass(Duration time) {
    now = now.plus(time);
    return this;
  }

  /** Lets time pass up to the timer of the phase, and fires it. */
  public Saga timeOut() {
    return fire(live().timer());
  }

  /** Lets time pass up to this timer, and fires it. */
  public Saga fire(TimerName timer) {
    Instant due = java.util.Objects.requireNonNull(timers.remove(timer), timer::toString);
    now = due.isAfter(now) ? due : now;
    return when(new Input.TimerFired(timer));
  }

  public Saga fire(TimerName.Kind kind) {
    return fire(
        timers.keySet().stream().filter(timer -> timer.kind() == kind).findFirst().orElseThrow());
  }

  public Saga policyIsNow(RollbackPolicy newPolicy) {
    policy = Optional.of(newPolicy);
    return this;
  }

  @Override
  public Rollback live() {
    return state.live().orElseThrow();
  }

  public ApplicationState state() {
    return state;
  }

  public Decision last() {
    return last;
  }

  public AuditEntry lastEntry() {
    return log.getLast().entry();
  }

  public <E extends AuditEntry> E lastEntry(Class<E> type) {
    return type.cast(lastEntry());
  }

  public List<Logged> log() {
    return List.copyOf(log);
  }

  public List<Move> moves() {
    return List.copyOf(moves);
  }

  public RollbackStatus status() {
    return status.orElseThrow();
  }

  public Map<TimerName, Instant> timers() {
    return Map.copyOf(timers);
  }

  public Instant now() {
    return now;
  }

  public List<Execution> executions() {
    return last.effects().stream()
        .flatMap(effect ->
            effect instanceof Effect.Execute e ? java.util.stream.Stream.of(e.execution()) : null)
        .toList();
  }

  public List<Verification> verifications() {
    return last.effects().stream()
        .flatMap(effect ->
            effect instanceof Effect.Verify v ? java.util.stream.Stream.of(v.verification()) : null)
        .toList();
  }

  public List<GuardRequest> guardRequests() {
    return last.effects().stream()
        .flatMap(effect ->
            effect instanceof Effect.AskGuard g ? java.util.stream.Stream.of(g.request()) : null)
        .toList();
  }

  public List<GuardAnswer> guardAnswers() {
    return last.effects().stream()
        .flatMap(effect ->
            effect instanceof Effect.AnswerGuarded g
                ? java.util.stream.Stream.of(g.answer())
                : null)
        .toList();
  }

  private static String nameOf(ApplicationState state) {
    return Machine.nameOf(state.live());
  }
}
