package dev.walkback.orchestrator.core;

import dev.walkback.events.audit.AuditEntry.RecoveryAwaited;
import dev.walkback.events.verification.Verification;
import dev.walkback.events.verification.Verification.AwaitRecovery;
import java.time.Instant;
import java.util.Optional;

/** Has the verifier look whether the application becomes healthy. */
final class Recovery {

  private final Draft draft;

  Recovery(Draft draft) {
    this.draft = draft;
  }

  void await(Rollback live) {
    Story.Start start = live.story().start();
    Instant deadline = draft.now().plus(start.policy().limits().recoveryDeadline());
    int round = live.course().looks() + 1;
    draft.record(new RecoveryAwaited(deadline, Optional.of(round)));
    Verification verification =
        new AwaitRecovery(
            draft.application(),
            start.id(),
            Moves.expectedOf(live),
            start.policy().checks(),
            start.policy().limits().checkInterval(),
            deadline,
            Optional.of(round));
    draft.effect(new Effect.Verify(verification));
    draft.effect(
        new Effect.StartTimer(
            draft.live().orElseThrow().timer(), Timeouts.forVerifier(start, deadline)));
  }
}
