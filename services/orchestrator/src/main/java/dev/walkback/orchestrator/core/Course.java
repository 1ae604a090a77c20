package dev.walkback.orchestrator.core;

import dev.walkback.events.ApplicationId;
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
 * @param looks how many verifications were begun
 * @param fence of the newest steps
 * @param permits guards that were asked and have not been given back
 */
public record Course(
    Optional<Plan> plan,
    List<WorkloadContent> baseline,
    int attempt,
    int round,
    int looks,
    long fence,
    Approvals approvals,
    List<ApplicationId> permits,
    Budget budget) {

  public Course {
    baseline = List.copyOf(baseline);
    permits = List.copyOf(permits);
  }

  static Course begin(long fence, Budget budget) {
    return new Course(
        Optional.empty(), List.of(), 0, 0, 0, fence, Approvals.NOBODY, List.of(), budget);
  }

  /** The attempt that is being made or comes next. */
  Attempt current() {
    return settled().attempts().get(attempt);
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
      if (attempts.get(i).furtherBack() == current().furtherBack() + further) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  Course settled(Plan newPlan, List<WorkloadContent> live) {
    return new Course(
        Optional.of(newPlan), live, 0, round, looks, fence, approvals, permits, budget);
  }

  Course attempting(int newAttempt) {
    return new Course(plan, baseline, newAttempt, round, looks, fence, approvals, permits, budget);
  }

  Course sent(int newRound, long newFence) {
    return new Course(
        plan, baseline, attempt, newRound, looks, newFence, approvals, permits, budget);
  }

  Course looking(int newLooks) {
    return new Course(plan, baseline, attempt, round, newLooks, fence, approvals, permits, budget);
  }

  Course with(Approvals newApprovals) {
    return new Course(plan, baseline, attempt, round, looks, fence, newApprovals, permits, budget);
  }

  Course with(Budget newBudget) {
    return new Course(plan, baseline, attempt, round, looks, fence, approvals, permits, newBudget);
  }

  /** These guards are asked, now or in their turn. */
  Course asking(List<ApplicationId> guards) {
    List<ApplicationId> all = new ArrayList<>(permits);
    guards.stream().filter(guard -> !all.contains(guard)).forEach(all::add);
    return new Course(plan, baseline, attempt, round, looks, fence, approvals, all, budget);
  }

  Course withoutPermits() {
    return new Course(plan, baseline, attempt, round, looks, fence, approvals, List.of(), budget);
  }
}
