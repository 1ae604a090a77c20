package dev.walkback.orchestrator.core;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.Target;
import dev.walkback.events.audit.AuditEntry.HumanNeeded.Reason;
import dev.walkback.events.audit.SagaEntry.ApprovalAwaited;
import dev.walkback.events.audit.SagaEntry.AttemptStarted;
import dev.walkback.events.audit.SagaEntry.WaitStarted;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.guard.GuardRequest.Ask;
import dev.walkback.events.plan.Attempt;
import dev.walkback.events.plan.Plan;
import dev.walkback.events.plan.PlanLine;
import dev.walkback.events.policy.FreezeWindow;
import dev.walkback.events.policy.Guardrails;
import dev.walkback.orchestrator.core.Rollback.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The one place where steps are sent. Each time, in this order: nobody condemned where they lead,
 * enough people agreed, nothing holds the application, its guards gave leave. People first, so that
 * nobody holds a slot while somebody thinks; who is held, or stuck, gives the slot back and asks
 * again.
 */
final class Beginning {

  /** How often it is looked whether a hold was lifted. */
  static final Duration HOLD_LOOK = Duration.ofSeconds(2);

  private final Draft draft;

  Beginning(Draft draft) {
    this.draft = draft;
  }

  /** Begins the attempt that comes next, or waits for what is missing. */
  void go() {
    Waiting live = (Waiting) draft.live().orElseThrow();
    Plan plan = live.course().settled();
    Optional<Target> condemned = condemned(live);
    if (condemned.isPresent()) {
      callHuman(condemned.get());
      return;
    }
    Approvals approvals = live.course().approvals();
    Optional<FreezeWindow> freeze = freeze(live);
    int least = freeze.isPresent() ? Math.max(1, plan.approvers()) : plan.approvers();
    if (!approvals.suffice(least, live.course().isBegun(), draft.now())) {
      askPeople(Math.max(least, approvals.needed()), reasons(plan, freeze));
      return;
    }
    Optional<String> heldBy = draft.heldBy();
    if (heldBy.isPresent()) {
      waitForHold(heldBy.get());
      return;
    }
    List<ApplicationId> missing = new ArrayList<>(guards(live));
    missing.removeAll(live.course().permits());
    if (missing.isEmpty()) {
      send(live);
    } else {
      waitForGuards(missing);
    }
  }

  /** It may have begun since the plan was made, and matters until something is written. */
  private Optional<FreezeWindow> freeze(Waiting live) {
    return live.course().isBegun()
        ? Optional.empty()
        : Planner.freeze(
            live.story().start().policy(), live.story().start().trigger().origin(), draft.now());
  }

  /** A target that somebody or something quarantined after it was planned. */
  private Optional<Target> condemned(Waiting live) {
    Ledger ledger = draft.state().memory().ledger();
    return live.course().current().targets().stream()
        .filter(target -> ledger.isQuarantined(target.template()))
        .findFirst();
  }

  private void callHuman(Target condemned) {
    Trouble.of(
            Reason.TARGET_QUARANTINED,
            "%s of %s has been quarantined since it was planned; ask for the rollback again, and another release is chosen"
                .formatted(condemned.template().abbreviated(), condemned.workload().shortName()))
        .end(draft);
  }

  /** Asks for approval anew, for these reasons beside the plan's own. */
  void askPeople(int approvers, List<String> why) {
    Story.Start start = draft.live().orElseThrow().story().start();
    Duration validFor = start.policy().rails().approvals().validFor();
    Instant until = draft.now().plus(validFor);
    Plan plan = draft.live().orElseThrow().course().settled();
    draft.record(new ApprovalAwaited(plan.digest(), approvers, until, why));
    startTimer(until);
  }

  /** Waits until nothing holds the application any more. */
  void waitForHold(String heldBy) {
    Instant until = draft.now().plus(rails().waitAtMost());
    draft.record(new WaitStarted(List.of(), Optional.of(heldBy), until));
    lookAgain((Waiting) draft.live().orElseThrow());
  }

  /** Looks again soon, or at the end of the patience. */
  void lookAgain(Waiting live) {
    Instant soon = draft.now().plus(HOLD_LOOK);
    startTimer(soon.isBefore(live.until()) ? soon : live.until());
  }

  private void waitForGuards(List<ApplicationId> missing) {
    Instant until = draft.now().plus(rails().waitAtMost());
    draft.record(new WaitStarted(missing, Optional.empty(), until));
    askGuard((Waiting) draft.live().orElseThrow());
    startTimer(until);
  }

  /** One after the other and in one order everywhere, so that nobody waits in a circle. */
  void askGuard(Waiting live) {
    draft.effect(
        new Effect.AskGuard(
            new Ask(
                live.missing().getFirst(),
                draft.application(),
                live.id(),
                live.course().isBegun() || live.course().approvals().needed() > 0)));
  }

  private List<ApplicationId> guards(Waiting live) {
    List<ApplicationId> guards = new ArrayList<>();
    live.story().start().policy().rails().locks().stream()
        .map(ApplicationId::resource)
        .forEach(guards::add);
    if (draft.context().fleet().limitsAnything()) {
      guards.add(ApplicationId.EVERYTHING);
    }
    return guards;
  }

  private void send(Waiting live) {
    Course course = live.course();
    Instant deadline = draft.now().plus(live.story().start().policy().limits().stepDeadline());
    long fence = course.round() > 0 ? draft.state().memory().fence() + 1 : course.fence();
    draft.record(new AttemptStarted(course.attempt(), course.round() + 1, fence, deadline));
    Rollback sent = draft.live().orElseThrow();
    Attempt attempt = sent.course().current();
    var approved = course.approvals().proof(course.settled().digest(), course.isBegun(), deadline);
    StepNames.of(sent.story(), attempt, sent.course().round())
        .forEach((name, targets) ->
            draft.effect(
                new Effect.Execute(
                    step(sent, new Step(name, attempt, targets, deadline, approved)))));
    startTimer(Timeouts.forSteps(sent.story().start(), deadline));
  }

  private record Step(
      String name,
      Attempt attempt,
      List<Target> targets,
      Instant deadline,
      Optional<Execution.Approved> approved) {}

  private Execution step(Rollback live, Step step) {
    Duration timeBox = live.story().start().policy().limits().evidenceTimeBox();
    return step.attempt()
        .owner()
        .<Execution>map(owner ->
            new Execution.RollBackOwner(
                draft.application(),
                live.id(),
                step.name(),
                step.deadline(),
                step.attempt().way(),
                owner,
                step.targets(),
                live.course().fence(),
                timeBox,
                step.approved()))
        .orElseGet(() ->
            new Execution.RollBackWorkload(
                draft.application(),
                live.id(),
                step.name(),
                step.deadline(),
                step.targets().getFirst(),
                live.course().fence(),
                timeBox,
                step.approved()));
  }

  private static List<String> reasons(Plan plan, Optional<FreezeWindow> freeze) {
    Stream<String> planned =
        plan.lines().stream().filter(line -> line.subject().equals("approval")).map(PlanLine::why);
    Stream<String> since =
        freeze.filter(_ -> plan.approvers() == 0).map(FreezeWindow::reason).stream()
            .map("An alert began it, and now there is a freeze: "::concat);
    return Stream.concat(planned, since).toList();
  }

  private Guardrails rails() {
    return draft.live().orElseThrow().story().start().policy().rails();
  }

  private void startTimer(Instant at) {
    draft.effect(new Effect.StartTimer(draft.live().orElseThrow().timer(), at));
  }
}
