package dev.walkback.events.plan;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.Target;
import dev.walkback.events.suspicion.Scenario;
import java.util.List;

/**
 * What a rollback means to do, all of it absolute and settled before anything is done.
 *
 * @param attempts in the order in which they are tried: the ways back to the first choice of
 *     release, then those to the release before it, as far as the policy allows
 * @param lines why it is so, for people
 * @param approvers how many people must agree first
 * @param digest what an approval is bound to: of the scenario and the attempts
 */
public record Plan(
    Scenario scenario,
    List<Attempt> attempts,
    List<PlanLine> lines,
    int approvers,
    ContentDigest digest) {

  public Plan {
    if (attempts.isEmpty()) {
      throw new IllegalArgumentException("Expected a plan with an attempt, but it has none");
    }
    attempts = List.copyOf(attempts);
    lines = List.copyOf(lines);
  }

  public static Plan of(
      Scenario scenario, List<Attempt> attempts, List<PlanLine> lines, int approvers) {
    return new Plan(
        scenario, attempts, lines, approvers, ContentDigest.of(scenario + "|" + attempts));
  }

  /** Where the first attempt goes. */
  public List<Target> firstTargets() {
    return attempts.getFirst().targets();
  }
}
