package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.notifier.core.Correspondence;
import dev.walkback.systemtests.simulation.script.Script;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** All of them, for one history. */
public final class Invariants {

  private final Chronicle chronicle = new Chronicle();
  private final List<Invariant> all;

  /**
   * Nothing was seen yet.
   *
   * @param known to the notifier
   */
  public Invariants(Script script, Supplier<Collection<Correspondence>> known) {
    Intent intent = new Intent(script);
    all =
        List.of(
            new NothingBreaks(),
            new OneFinalRecord(),
            new OneLiveRollback(),
            new TargetsStay(),
            new NeverToKnownBad(),
            new NobodyIsOverwritten(),
            new NoRollbackOfARollback(),
            new NoDataStartsNothing(intent),
            new NewerReleasesStay(),
            new OutagesAreWaitedOut(intent),
            new PlansStandOnFacts(intent),
            new NoDataProvesNothing(intent),
            new WellIsNotCalledUnhealthy(),
            new FencesRise(),
            new OneWritePerStep(),
            new StepsSaidWereTaken(intent),
            new DeadlinesHold(),
            new HoldsHold(),
            new ApprovalsCount(),
            new LocksExclude(),
            new SlotsAreLimited(script.fleet().maxConcurrent().orElse(Integer.MAX_VALUE)),
            new SlotsAreForWork(),
            new StormsStop(script.fleet(), script.policies().size()),
            new StartsAreLimited(),
            new FreezesAskPeople(),
            new AbortsEnd(),
            new CooldownHolds(),
            new LateTriggersDoNothing(intent),
            new PolicyStays(),
            new SoakLasts(),
            new QuarantineIsWhatWasLeft(),
            new FifteenBoxes(),
            new AuditHasNoGap(),
            new ReplayIsTheSame(script.asBytes()),
            new WorkFollowsDecisions(),
            new EveryQuestionIsAnswered(),
            new SomebodyWakesIt(),
            new MemoryIsBounded(),
            new ToldOnce(),
            new PeopleAreTold(known),
            new PermitsComeBack(),
            new BudgetsAreTold(intent),
            new EverythingEnds(intent),
            new ServingWellProves(),
            new RestartIsSilent());
  }

  /** Holds all of them against what was seen just now. */
  public Optional<Violation> check(Fact fact) {
    for (Invariant invariant : all) {
      Optional<String> broken = invariant.brokenBy(fact, chronicle);
      if (broken.isPresent()) {
        return Optional.of(new Violation(invariant.name(), invariant.sentence(), broken.get()));
      }
    }
    chronicle.take(fact);
    return Optional.empty();
  }

  public Chronicle chronicle() {
    return chronicle;
  }

  public List<Invariant> all() {
    return all;
  }

  /**
   * One that did not hold.
   *
   * @param what was seen
   */
  public record Violation(String invariant, String sentence, String what) {}
}
