package dev.walkback.systemtests.simulation.invariants;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A service that begins again makes its memory from the log, and does nothing else with it. */
final class RestartIsSilent implements Invariant {

  private Fact.@Nullable AtRest begun;

  @Override
  public String sentence() {
    return "Once everything is over, services that begin again say, write and post nothing";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return switch (fact) {
      case Fact.AtRest(long records) when begun != null ->
          Invariant.unless(
              records == begun.records(),
              "%d records more are there after a restart at rest",
              records - begun.records());
      case Fact.AtRest rest -> {
        begun = rest;
        yield Optional.empty();
      }
      // Whoever takes over says so, which nobody hears; the rest is for others.
      case Fact.TakenOver _, Fact.Ended _, Fact.HoursLater _ -> Optional.empty();
      case Fact.AuditWritten _,
          Fact.StateCommitted _,
          Fact.WorkIssued _,
          Fact.WorkAnswered _,
          Fact.Judged _,
          Fact.WorkloadWritten _,
          Fact.MessagePosted _,
          Fact.TriggerAccepted _,
          Fact.CoreBroke _ ->
          Invariant.unless(begun == null, "After a restart at rest: %s", fact);
    };
  }
}
