package dev.walkback.orchestrator.core;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.RollbackId;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.audit.AuditEntry.HumanNeeded.Reason;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.events.verification.Verification.Expected;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A live rollback. What each state may become is in the fold; one that has ended is no state any
 * more, but part of the application's {@link Memory}.
 */
public sealed interface Rollback {

  Story story();

  Course course();

  /** The same with its story told further. */
  Rollback with(Story story);

  /** The same, further on its course. */
  Rollback with(Course course);

  Phase phase();

  /** For which reasons a human may be called from here. */
  Set<Reason> humanReasons();

  default RollbackId id() {
    return story().start().id();
  }

  /** The longest that it may stay in this phase. */
  default TimerName timer() {
    return new TimerName(id(), TimerName.Kind.valueOf(phase().name()));
  }

  /** What is on the cluster is being read: before the plan, or once more after approval. */
  record Surveying(Story story, Course course) implements Rollback {

    @Override
    public Surveying with(Story newStory) {
      return new Surveying(newStory, course);
    }

    @Override
    public Surveying with(Course newCourse) {
      return new Surveying(story, newCourse);
    }

    @Override
    public Phase phase() {
      return Phase.SURVEYING;
    }

    @Override
    public Set<Reason> humanReasons() {
      return Set.of(
          Reason.NO_TARGET,
          Reason.ROLLBACK_OF_A_ROLLBACK,
          Reason.NO_WAY_BACK,
          Reason.PLAN_KEEPS_CHANGING);
    }

    /** Whether it was approved before, and is read once more for that reason. */
    boolean isRecheck() {
      return course.plan().isPresent();
    }
  }

  /** The plan waits for people. */
  record AwaitingApproval(Story story, Course course, Instant until) implements Rollback {

    @Override
    public AwaitingApproval with(Story newStory) {
      return new AwaitingApproval(newStory, course, until);
    }

    @Override
    public AwaitingApproval with(Course newCourse) {
      return new AwaitingApproval(story, newCourse, until);
    }

    @Override
    public Phase phase() {
      return Phase.AWAITING_APPROVAL;
    }

    @Override
    public Set<Reason> humanReasons() {
      return Set.of(Reason.APPROVAL_MISSING);
    }
  }

  /**
   * The plan is settled, and nothing of its next attempt has begun.
   *
   * @param missing guards whose leave is still needed, in the order in which they are asked
   * @param heldBy what stands in the way, in one sentence
   * @param until when it is given up
   */
  record Waiting(
      Story story,
      Course course,
      List<ApplicationId> missing,
      Optional<String> heldBy,
      Instant until)
      implements Rollback {

    public Waiting {
      missing = List.copyOf(missing);
    }

    @Override
    public Waiting with(Story newStory) {
      return new Waiting(newStory, course, missing, heldBy, until);
    }

    @Override
    public Waiting with(Course newCourse) {
      return new Waiting(story, newCourse, missing, heldBy, until);
    }

    @Override
    public Phase phase() {
      return Phase.WAITING;
    }

    @Override
    public Set<Reason> humanReasons() {
      return Set.of(Reason.HELD_TOO_LONG, Reason.NO_PERMIT, Reason.TARGET_QUARANTINED);
    }

    Waiting withoutMissing(ApplicationId guard) {
      return new Waiting(
          story,
          course,
          missing.stream().filter(other -> !other.equals(guard)).toList(),
          Optional.empty(),
          until);
    }
  }

  /**
   * Steps of one attempt are on their way; all of them at once.
   *
   * @param expected what every workload of the application must serve afterwards
   * @param abortedBy who wants it to end as soon as what is on its way has ended
   */
  record RollingBack(
      Story story,
      Course course,
      Steps steps,
      List<Expected> expected,
      Optional<TriggerSummary> abortedBy)
      implements Rollback {

    public RollingBack {
      expected = List.copyOf(expected);
    }

    @Override
    public RollingBack with(Story newStory) {
      return new RollingBack(newStory, course, steps, expected, abortedBy);
    }

    @Override
    public RollingBack with(Course newCourse) {
      return new RollingBack(story, newCourse, steps, expected, abortedBy);
    }

    RollingBack with(Steps newSteps) {
      return new RollingBack(story, course, newSteps, expected, abortedBy);
    }

    @Override
    public Phase phase() {
      return Phase.ROLLING_BACK;
    }

    @Override
    public Set<Reason> humanReasons() {
      return Set.of(Reason.STEP_REFUSED, Reason.STEP_TIMED_OUT, Reason.PARTLY_EXECUTED);
    }

    RollingBack aborting(TriggerSummary by) {
      return new RollingBack(story, course, steps, expected, Optional.of(by));
    }
  }

  /** Everything asks for its target; it must become healthy by the deadline. */
  record Verifying(Story story, Course course, List<Expected> expected, Instant deadline)
      implements Rollback {

    public Verifying {
      expected = List.copyOf(expected);
    }

    @Override
    public Verifying with(Story newStory) {
      return new Verifying(newStory, course, expected, deadline);
    }

    @Override
    public Verifying with(Course newCourse) {
      return new Verifying(story, newCourse, expected, deadline);
    }

    @Override
    public Phase phase() {
      return Phase.VERIFYING;
    }

    @Override
    public Set<Reason> humanReasons() {
      return Set.of(
          Reason.TARGET_UNHEALTHY, Reason.VERIFICATION_INCONCLUSIVE, Reason.VERIFICATION_TIMED_OUT);
    }
  }

  /** It is healthy and must stay so. */
  record Soaking(Story story, Course course, List<Expected> expected, Instant until)
      implements Rollback {

    public Soaking {
      expected = List.copyOf(expected);
    }

    @Override
    public Soaking with(Story newStory) {
      return new Soaking(newStory, course, expected, until);
    }

    @Override
    public Soaking with(Course newCourse) {
      return new Soaking(story, newCourse, expected, until);
    }

    @Override
    public Phase phase() {
      return Phase.SOAKING;
    }

    @Override
    public Set<Reason> humanReasons() {
      return Set.of(
          Reason.RELAPSED, Reason.VERIFICATION_INCONCLUSIVE, Reason.VERIFICATION_TIMED_OUT);
    }
  }

  /**
   * It cannot go on by itself, and an operator may still help.
   *
   * @param reason why, and how it ends if nobody does
   * @param steps those of the attempt that got into trouble
   * @param until when it ends
   */
  record Stuck(
      Story story,
      Course course,
      Reason reason,
      String explanation,
      Steps steps,
      List<Expected> expected,
      Instant until)
      implements Rollback {

    public Stuck {
      expected = List.copyOf(expected);
    }

    @Override
    public Stuck with(Story newStory) {
      return new Stuck(newStory, course, reason, explanation, steps, expected, until);
    }

    @Override
    public Stuck with(Course newCourse) {
      return new Stuck(story, newCourse, reason, explanation, steps, expected, until);
    }

    @Override
    public Phase phase() {
      return Phase.AWAITING_HUMAN;
    }

    @Override
    public Set<Reason> humanReasons() {
      return Set.of(reason);
    }

    /** Whether steps are the trouble; otherwise it is the application's health. */
    boolean isAboutSteps() {
      return steps.any(step -> !step.isBehindUs());
    }
  }
}
