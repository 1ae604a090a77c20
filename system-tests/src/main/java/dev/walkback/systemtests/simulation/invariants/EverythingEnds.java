package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.policy.Guardrails;
import dev.walkback.events.policy.Limits;
import dev.walkback.events.policy.RollbackPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A rollback that hangs is worse than none. */
final class EverythingEnds implements Invariant {

  private static final Duration STEP_GRACE = Duration.ofSeconds(10);
  private static final Duration LOOK_GRACE = Duration.ofSeconds(30);

  private final Intent intent;

  EverythingEnds(Intent intent) {
    this.intent = intent;
  }

  @Override
  public String sentence() {
    return "Once nothing goes wrong any more, every rollback ends within its times";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.Ended
        ? before.tales().stream().flatMap(tale -> late(tale).stream()).findFirst()
        : Optional.empty();
  }

  private Optional<String> late(Tale tale) {
    if (tale.endedAt().isEmpty()) {
      return Optional.of(tale.id() + " never ended");
    }
    Duration most = longest(tale.start().policy());
    Instant from =
        tale.startedAt().isAfter(intent.calmFrom()) ? tale.startedAt() : intent.calmFrom();
    Instant bound = from.plus(most).plus(intent.slack());
    return Invariant.unless(
        !tale.endedAt().get().isAfter(bound),
        "%s ended at %s, but was to end before %s",
        tale.id(),
        tale.endedAt().get(),
        bound);
  }

  /**
   * Every attempt with all that it may wait for, and twice more for surveys and second thoughts.
   */
  private static Duration longest(RollbackPolicy policy) {
    Limits limits = policy.limits();
    Guardrails rails = policy.rails();
    Duration steps = limits.stepDeadline().plus(limits.evidenceTimeBox()).plus(STEP_GRACE);
    Duration look = limits.checkInterval().plus(LOOK_GRACE);
    Duration attempt =
        rails
            .waitAtMost()
            .plus(rails.approvals().validFor())
            .plus(rails.patience())
            .plus(steps)
            .plus(limits.recoveryDeadline())
            .plus(limits.soak())
            .plus(look)
            .plus(look);
    int attempts = rails.ladder().size() * (1 + rails.furtherBack());
    return attempt.multipliedBy(attempts + 2);
  }
}
