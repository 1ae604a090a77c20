package dev.walkback.orchestrator.core;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.Target;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.plan.Attempt;
import dev.walkback.events.plan.Plan;
import dev.walkback.events.plan.WorkloadContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far a rollback has come, as far as decisions depend on it; what is only told is in its {@link
 * Story}.
 *
 * @param plan empty until it is settled, and in rollbacks of an earlier version
 * @param baseline what each workload asked for when the plan was settled
 * @param attempt which of the plan's attempts is being made or comes next
 * @param round how often steps were sent
 * @param refused how often all of them were refused, so that nothing was written
 * @param looks how many verifications were begun
 * @param fence of the newest steps
 * @param permits guards that were asked and have not been given back
 * @param skipped workloads that an operator left out; they stay as they are until the end
 */
public record Course(
    Optional<Plan> plan,
    List<WorkloadContent> baseline,
    int attempt,
    int round,
    int refused,
    int looks,
    long fence,
    Approvals approvals,
    List<ApplicationId> permits,
    Budget budget,
    List<WorkloadRef> skipped) {

  public Course {
    baseline = List.copyOf(baseline);
    permits = List.copyOf(permits);
    skipped = List.copyOf(skipped);
  }

  static Course begin(long fence, Budget budget) {
    return new Course(
        Optional.empty(),
        List.of(),
        0,
        0,
        0,
        0,
        fence,
        Approvals.NOBODY,
        List.of(),
        budget,
        List.of());
  }

  /** The attempt that is being made or comes next, without what was skipped. */
  Attempt current() {
    Attempt whole = settled().attempts().get(attempt);
    return new Attempt(
        whole.way(), whole.furtherBack(), whole.owner(), withoutSkipped(whole.targets()));
  }

  /** Those of these targets that nobody left out. */
  List<Target> withoutSkipped(List<Target> targets) {
    return targets.stream().filter(target -> !skipped.contains(target.workload())).toList();
  }

  Plan settled() {
    return plan.orElseThrow(
        () -> new IllegalStateException("Expected a settled plan, but the rollback has none yet"));
  }

  /** The next way back to the same release. */
  Optional<Integer> nextWay() {
    return next(0);
  }

  /** The first way back to the release before it. */
  Optional<Integer> nextRelease() {
    return next(1);
  }

  private Optional<Integer> next(int further) {
    List<Attempt> attempts = plan.map(Plan::attempts).orElse(List.of());
    for (int i = attempt + 1; i < attempts.size(); i++) {
      Attempt next = attempts.get(i);
      if (next.furtherBack() == current().furtherBack() + further && isOpen(next)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /** Whoever owns several workloads cannot leave one of them out. */
  private boolean isOpen(Attempt next) {
    int left = withoutSkipped(next.targets()).size();
    return next.owner().isPresent() ? left == next.targets().size() : left > 0;
  }

  Course settled(Plan newPlan, List<WorkloadContent> live) {
    return new Course(
        Optional.of(newPlan),
        live,
        0,
        round,
        refused,
        looks,
        fence,
        approvals,
        permits,
        budget,
        skipped);
  }

  Course attempting(int newAttempt) {
    return new Course(
        plan,
        baseline,
        newAttempt,
        round,
        refused,
        looks,
        fence,
        approvals,
        permits,
        budget,
        skipped);
  }

  Course sent(int newRound, long newFence) {
    return new Course(
        plan, baseline, attempt, newRound, refused, looks, newFence, approvals, permits, budget,
        skipped);
  }

  /** Of the steps that were sent last, none was taken. */
  Course refusedAsAWhole() {
    return new Course(
        plan,
        baseline,
        attempt,
        round,
        refused + 1,
        looks,
        fence,
        approvals,
        permits,
        budget,
        skipped);
  }

  /** Whether something of this rollback was written, as far as it is known. */
  boolean isBegun() {
    return round > refused;
  }

  Course looking(int newLooks) {
    return new Course(
        plan, baseline, attempt, round, refused, newLooks, fence, approvals, permits, budget,
        skipped);
  }

  Course with(Approvals newApprovals) {
    return new Course(
        plan,
        baseline,
        attempt,
        round,
        refused,
        looks,
        fence,
        newApprovals,
        permits,
        budget,
        skipped);
  }

  Course with(Budget newBudget) {
    return new Course(
        plan, baseline, attempt, round, refused, looks, fence, approvals, permits, newBudget,
        skipped);
  }

  Course skipping(List<WorkloadRef> more) {
    List<WorkloadRef> all = new ArrayList<>(skipped);
    more.stream().filter(workload -> !all.contains(workload)).forEach(all::add);
    return new Course(
        plan, baseline, attempt, round, refused, looks, fence, approvals, permits, budget, all);
  }

  /** These guards are asked, now or in their turn. */
  Course asking(List<ApplicationId> guards) {
    List<ApplicationId> all = new ArrayList<>(permits);
    guards.stream().filter(guard -> !all.contains(guard)).forEach(all::add);
    return new Course(
        plan, baseline, attempt, round, refused, looks, fence, approvals, all, budget, skipped);
  }

  /**
   * While nothing can be done: others have the fleet's slot, and what this one locks only if it has
   * written nothing.
   */
  Course resting() {
    List<ApplicationId> kept =
        isBegun()
            ? permits.stream().filter(guard -> !guard.equals(ApplicationId.EVERYTHING)).toList()
            : List.of();
    return new Course(
        plan, baseline, attempt, round, refused, looks, fence, approvals, kept, budget, skipped);
  }

  Course withoutPermits() {
    return new Course(
        plan, baseline, attempt, round, refused, looks, fence, approvals, List.of(), budget,
        skipped);
  }
}
