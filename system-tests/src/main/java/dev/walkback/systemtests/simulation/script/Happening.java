package dev.walkback.systemtests.simulation.script;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.command.Command;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.trigger.Alert;
import dev.walkback.systemtests.simulation.cluster.Content;
import dev.walkback.systemtests.simulation.world.Fault;
import dev.walkback.systemtests.simulation.world.ServiceName;

/** One thing that happens to Walkback from outside. A history is a list of them and a seed. */
public sealed interface Happening {

  /** When, in milliseconds; zero for what waits for its occasion. */
  long at();

  /** Somebody releases. */
  record Release(long at, WorkloadRef workload, Content content) implements Happening {}

  /** Somebody pauses a workload, or resumes it. */
  record Pause(long at, WorkloadRef workload, boolean paused) implements Happening {}

  /** Somebody deletes a workload. */
  record Deletion(long at, WorkloadRef workload) implements Happening {}

  /** Somebody writes to a workload, for instance its scale. */
  record Touch(long at, WorkloadRef workload) implements Happening {}

  /** An alerting system says something. */
  record AlertSent(long at, ApplicationId application, Alert alert) implements Happening {}

  /** An operator says something; the same id twice is the same command twice. */
  record CommandGiven(long at, String id, Command command) implements Happening {}

  /**
   * An operator waits for a rollback to get into a state, for the nth time in this history, and
   * then says something about it.
   *
   * @param state simple name of the state, for instance {@code Waiting}
   * @param delay from the state to the command, in milliseconds
   */
  record OperatorReacts(String state, int nth, long delay, String issuer, Act act)
      implements Happening {

    @Override
    public long at() {
      return 0;
    }
  }

  /** What an operator may say. */
  enum Act {
    APPROVE,
    APPROVE_ANOTHER_PLAN,
    REJECT,
    ABORT,
    RETRY,
    SKIP,
    ACKNOWLEDGE,
    EXTEND_SOAK,
    END_SOAK,
    HOLD,
    HOLD_NAMESPACE,
    HOLD_EVERYTHING,
    RESUME,
    RESUME_NAMESPACE,
    RESUME_EVERYTHING,
    CALL_TARGET_BAD,
    CALL_LEFT_GOOD,
    TICK,
    PLAN
  }

  /** Somebody publishes a policy. */
  record PolicyPublished(long at, RollbackPolicy policy) implements Happening {}

  /** Somebody takes a policy back. */
  record PolicyWithdrawn(long at, ApplicationId application) implements Happening {}

  /** A process is killed. */
  record Kill(long at, ServiceName service, int slot, long downtime) implements Happening {}

  /** A process stands still for a while. */
  record Freeze(long at, ServiceName service, int slot, long duration) implements Happening {}

  /** A partition is handed over. */
  record Rebalance(long at, ServiceName service, int partition) implements Happening {}

  /** The cluster cannot be reached. */
  record ClusterAway(long at, long duration) implements Happening {}

  /** The chat cannot be reached. */
  record ChatAway(long at, long duration) implements Happening {}

  /** Something goes wrong on the nth occasion. */
  record Planned(Fault fault) implements Happening {

    @Override
    public long at() {
      return 0;
    }
  }
}
