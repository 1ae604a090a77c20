package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.RollbackId;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.GuardEntry;
import dev.walkback.events.guard.GuardRequest;
import dev.walkback.events.policy.FleetPolicy;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** When everything is bad at once, it is not the releases. */
final class StormsStop implements Invariant {

  private final FleetPolicy fleet;
  private final int applications;
  private final Map<ApplicationId, Instant> wants = new HashMap<>();
  private final Set<RollbackId> queued = new HashSet<>();

  /**
   * @param applications at most
   */
  StormsStop(FleetPolicy fleet, int applications) {
    this.fleet = fleet;
    this.applications = applications;
  }

  @Override
  public String sentence() {
    return "Where too many applications want to go back at once, people decide";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    if (!(fact instanceof Fact.AuditWritten written)
        || !written.record().application().equals(ApplicationId.EVERYTHING)) {
      return Optional.empty();
    }
    AuditRecord record = written.record();
    return switch (record.entry()) {
      case GuardEntry.PermitGranted granted -> {
        Optional<String> broken = granted(granted, record.at(), before);
        wants.put(granted.requester(), record.at());
        yield broken;
      }
      case GuardEntry.PermitQueued waiting -> {
        queued.add(waiting.rollbackId());
        wants.put(waiting.requester(), record.at());
        yield Optional.empty();
      }
      case GuardEntry.StormDeclared storm -> {
        wants.put(storm.requester(), record.at());
        yield Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private Optional<String> granted(GuardEntry.PermitGranted granted, Instant at, Chronicle before) {
    if (fleet.storm().isEmpty()
        || queued.contains(granted.rollbackId())
        || isAgreed(granted.rollbackId(), before)) {
      return Optional.empty();
    }
    Instant since = at.minus(fleet.storm().get().window());
    long wanting =
        1
            + wants.entrySet().stream()
                .filter(want -> !want.getKey().equals(granted.requester()))
                .filter(want -> !want.getValue().isBefore(since))
                .count();
    return Invariant.unless(
        wanting < fleet.storm().get().threshold(applications),
        "%s got leave in a storm of %d applications",
        granted.rollbackId(),
        wanting);
  }

  private static boolean isAgreed(RollbackId rollback, Chronicle before) {
    return before.work().stream()
        .anyMatch(work ->
            work instanceof GuardRequest.Ask ask
                && ask.rollbackId().equals(rollback)
                && ask.approved());
  }
}
