package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.ApplicationId;
import dev.walkback.orchestrator.core.Rollback;
import dev.walkback.orchestrator.core.Rollback.AwaitingApproval;
import dev.walkback.orchestrator.core.Rollback.RollingBack;
import dev.walkback.orchestrator.core.Rollback.Soaking;
import dev.walkback.orchestrator.core.Rollback.Stuck;
import dev.walkback.orchestrator.core.Rollback.Surveying;
import dev.walkback.orchestrator.core.Rollback.Verifying;
import dev.walkback.orchestrator.core.Rollback.Waiting;
import java.util.Optional;

/** People think for hours, and meanwhile everybody else waits. */
final class SlotsAreForWork implements Invariant {

  @Override
  public String sentence() {
    return "Who is stuck, held or waits for people has no slot of the fleet";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return fact instanceof Fact.StateCommitted(var stored)
        ? stored
            .state()
            .live()
            .filter(live -> live.course().permits().contains(ApplicationId.EVERYTHING))
            .filter(live -> !needsSlot(live))
            .map(live -> "%s is %s and keeps its slot".formatted(live.id(), live.phase()))
        : Optional.empty();
  }

  private static boolean needsSlot(Rollback live) {
    return switch (live) {
      case RollingBack _, Verifying _ -> true;
      case Waiting waiting -> !waiting.missing().isEmpty();
      case Surveying _, AwaitingApproval _, Soaking _, Stuck _ -> false;
    };
  }
}
