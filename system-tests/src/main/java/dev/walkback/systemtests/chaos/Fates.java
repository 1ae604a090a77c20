package dev.walkback.systemtests.chaos;

import dev.walkback.chassis.Failpoint;
import dev.walkback.systemtests.process.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What each new life is told about its end. Whoever starts lives asks, from any thread. */
interface Fates {

  /** A round begins: from now on this seed chooses. */
  void begin(long seed);

  /** From now on everybody lives, until the next round. */
  void rest();

  /** What a new life of this service is told, as system properties; nothing where it is to live. */
  Map<String, String> told(Service service);

  /** A life of this service ended there. */
  void died(Service service, Failpoint at);

  /** Whether there is a plan, and nothing of it is left. */
  boolean areMet();

  /**
   * The failpoints that a service passes when applications of these rounds are rolled back.
   *
   * <p>All pass five of them: a record received, and each produce and commit. Only the executor
   * writes to a cluster, so only it has those around a patch and around the deletion of a wedged
   * pod; only the notifier talks to a chat.
   */
  static List<Failpoint> of(Service service) {
    List<Failpoint> all =
        new ArrayList<>(
            List.of(
                Failpoint.RECEIVED,
                Failpoint.BEFORE_PRODUCE,
                Failpoint.AFTER_PRODUCE,
                Failpoint.BEFORE_COMMIT,
                Failpoint.AFTER_COMMIT));
    switch (service) {
      case EXECUTOR ->
          all.addAll(
              List.of(
                  Failpoint.BEFORE_PATCH,
                  Failpoint.AFTER_PATCH,
                  Failpoint.BEFORE_DELETE,
                  Failpoint.AFTER_DELETE));
      case NOTIFIER -> all.addAll(List.of(Failpoint.BEFORE_POST, Failpoint.AFTER_POST));
      case DETECTOR, ORCHESTRATOR, VERIFIER, GATEWAY -> {}
    }
    return all;
  }

  /** One planned death: the failpoint, and at which time that it is passed. */
  record Death(Failpoint at, int times) {

    Map<String, String> property() {
      return Map.of(Failpoint.PROPERTY, at.title() + ":" + times);
    }
  }
}
