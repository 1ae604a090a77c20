package dev.walkback.notifier.core;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.RollbackId;
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

  static Instruction approve(ApplicationId application, ContentDigest plan) {
    return new Instruction("Agree to exactly this plan", approving(application, plan));
  }

  private static String approving(ApplicationId application, ContentDigest plan) {
    return "walkback approve " + word(application) + " --plan " + plan + WHY;
  }

  private static Instruction reject(ApplicationId application) {
    return new Instruction(
        "Refuse it; nothing is done", "walkback reject " + word(application) + WHY);
  }

  /** What an operator may do about a rollback in trouble. */
  static List<Instruction> onTrouble(ApplicationId application, List<String> stuck) {
    String name = word(application);
    List<Instruction> all = new ArrayList<>();
    all.add(new Instruction("Try again what did not work", "walkback retry " + name + WHY));
    for (String step : stuck) {
      all.add(
          new Instruction(
              "Go on without step " + step, "walkback skip " + name + " --step " + step + WHY));
    }
    all.add(new Instruction("Take over; Walkback ends it", "walkback ack " + name + WHY));
    all.add(abort(application));
    return all;
  }

  static Instruction abort(ApplicationId application) {
    return new Instruction(
        "End it; what is written stays", "walkback abort " + word(application) + WHY);
  }

  /** For a rollback that ended without being healthy. */
  static List<Instruction> afterTrouble(ApplicationId application, RollbackId rollback) {
    return List.of(
        new Instruction(
            "Say that you have taken over",
            "walkback ack " + word(application) + " --rollback " + rollback + WHY),
        audit(application));
  }

  static Instruction rollBack(ApplicationId application) {
    return new Instruction("Roll it back", "walkback rollback " + word(application) + WHY);
  }

  static Instruction audit(ApplicationId application) {
    return new Instruction("All that happened", "walkback audit " + word(application));
  }

  static Instruction status() {
    return new Instruction("Where all rollbacks stand", "walkback status");
  }

  static Instruction hold(ApplicationId scope) {
    return new Instruction("Stop every rollback", "walkback hold " + word(scope) + WHY);
  }

  static Instruction resume(ApplicationId scope) {
    return new Instruction("Lift the hold", "walkback resume " + word(scope) + WHY);
  }

  /** A star would mean something to a shell. */
  private static String word(ApplicationId application) {
    return application.isScope() ? "'" + application + "'" : application.toString();
  }
}
