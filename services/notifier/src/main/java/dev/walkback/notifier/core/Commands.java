package dev.walkback.notifier.core;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.audit.RollbackStatus.Approval;
import java.util.ArrayList;
import java.util.List;

/** The command line as people copy it out of a message; the only place that spells it. */
final class Commands {

  private static final String WHY = " --reason 'WHY'";

  private Commands() {}

  static List<Instruction> onApproval(ApplicationId application, Approval approval) {
    return List.of(approve(application, approval.plan()), reject(application));
  }

  /** The first digits will do: the command line looks whether that plan still waits. */
  private static Instruction approve(ApplicationId application, ContentDigest plan) {
    return new Instruction(
        "Agree to exactly this plan",
        "./walkback approve %s --plan %s".formatted(application, plan.abbreviated()));
  }

  private static Instruction reject(ApplicationId application) {
    return new Instruction("Refuse it; nothing is done", "./walkback reject " + application + WHY);
  }

  /** What an operator may do about a rollback in trouble. */
  static List<Instruction> onTrouble(ApplicationId application, List<String> stuck) {
    List<Instruction> all = new ArrayList<>();
    all.add(new Instruction("Try again what did not work", "./walkback retry " + application));
    stuck.forEach(step -> all.add(skip(application, step)));
    all.add(new Instruction("Take over; Walkback ends it", "./walkback ack " + application));
    all.add(abort(application));
    return all;
  }

  /** A step's name may have spaces. */
  private static Instruction skip(ApplicationId application, String step) {
    return new Instruction(
        "Go on without step " + step,
        "./walkback skip %s '%s'".formatted(application, step.replace("'", "")) + WHY);
  }

  static Instruction abort(ApplicationId application) {
    return new Instruction(
        "End it; what is written stays", "./walkback abort " + application + WHY);
  }

  /** For a rollback that ended without being healthy. */
  static List<Instruction> afterTrouble(ApplicationId application) {
    return List.of(
        new Instruction("Say that you have taken over", "./walkback ack " + application),
        audit(application));
  }

  static Instruction rollBack(ApplicationId application) {
    return new Instruction("Roll it back", "./walkback rollback " + application + WHY);
  }

  /** It lists what is left, where no box is named. */
  static Instruction tick(ApplicationId application) {
    return new Instruction(
        "Say that a box is done", "./walkback tick %s BOX%s".formatted(application, WHY));
  }

  static Instruction audit(ApplicationId application) {
    return new Instruction("All that happened", "./walkback audit " + application);
  }

  static Instruction status() {
    return new Instruction("Where all rollbacks stand", "./walkback status");
  }

  static Instruction holdEverything() {
    return new Instruction("Stop every rollback", "./walkback hold --all" + WHY);
  }

  static Instruction resume(ApplicationId scope) {
    return new Instruction("Lift the hold", "./walkback resume " + scope(scope));
  }

  /** A star would mean something to a shell. */
  private static String scope(ApplicationId scope) {
    if (scope.equals(ApplicationId.EVERYTHING)) {
      return "--all";
    }
    return scope.isScope() ? "'" + scope + "'" : scope.toString();
  }
}
