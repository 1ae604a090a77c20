package dev.walkback.orchestrator.core;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.execution.Execution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who agreed to the plan.
 *
 * @param needed how many have to; zero: nobody
 * @param given who did, in their order
 * @param until when what was given is void
 * @param why one sentence for each reason
 * @param voided how often what was given became void because the cluster changed
 * @param rechecks how often the cluster was read once more because everybody had agreed
 */
public record Approvals(
    int needed, List<String> given, Instant until, List<String> why, int voided, int rechecks) {

  static final Approvals NOBODY = new Approvals(0, List.of(), Instant.EPOCH, List.of(), 0, 0);

  public Approvals {
    given = List.copyOf(given);
    why = List.copyOf(why);
  }

  /**
   * Whether enough people agreed.
   *
   * @param least how many have to in any case
   * @param begun whether something was written: then what was agreed to holds to its end
   */
  boolean suffice(int least, boolean begun, Instant now) {
    int all = Math.max(least, needed);
    return all == 0 || (given.size() >= all && (begun || now.isBefore(until)));
  }

  Approvals asked(int approvers, Instant newUntil, List<String> reasons) {
    return new Approvals(approvers, List.of(), newUntil, reasons, voided, rechecks);
  }

  Approvals plus(String approver) {
    List<String> more = new ArrayList<>(given);
    more.add(approver);
    return new Approvals(needed, more, until, why, voided, rechecks);
  }

  Approvals none() {
    return new Approvals(needed, List.of(), until, why, voided + 1, rechecks);
  }

  Approvals rechecked() {
    return new Approvals(needed, given, until, why, voided, rechecks + 1);
  }

  /**
   * What a step carries, so that it can be looked at once more right before the effect.
   *
   * @param begun whether something was written: then what was agreed to holds to its end
   */
  Optional<Execution.Approved> proof(ContentDigest plan, boolean begun, Instant deadline) {
    return needed == 0
        ? Optional.empty()
        : Optional.of(new Execution.Approved(plan, given, begun ? deadline : until));
  }
}
