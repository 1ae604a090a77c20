package dev.walkback.orchestrator.core;

import dev.walkback.events.audit.AuditEntry.HumanNeeded;
import dev.walkback.events.audit.AuditEntry.HumanNeeded.Reason;
import dev.walkback.events.audit.SagaEntry.HelpWanted;
import dev.walkback.events.verification.Measurement;
import dev.walkback.events.verification.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why it cannot go on by itself.
 *
 * @param verdict what the verifier said, if it said anything
 */
record Trouble(
    Reason reason, String explanation, Optional<Verdict> verdict, List<Measurement> measurements) {

  static Trouble of(Reason reason, String explanation) {
    return new Trouble(reason, explanation, Optional.empty(), List.of());
  }

  /** Waits for an operator as long as the policy says, or ends at once. */
  void stop(Draft draft, Rollback live) {
    Duration patience = live.story().start().policy().rails().patience();
    if (patience.isZero() || patience.isNegative()) {
      end(draft);
      return;
    }
    Instant until = draft.now().plus(patience);
    draft.record(new HelpWanted(reason, explanation, verdict, measurements, until));
    draft.effect(new Effect.StartTimer(draft.live().orElseThrow().timer(), until));
  }

  void end(Draft draft) {
    draft.record(new HumanNeeded(reason, explanation, verdict, measurements));
  }
}
