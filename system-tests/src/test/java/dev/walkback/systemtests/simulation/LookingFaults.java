package dev.walkback.systemtests.simulation;

import dev.walkback.detector.core.Arrived;
import dev.walkback.detector.core.ClusterView;
import dev.walkback.detector.core.ReleaseNews;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.release.ReleaseSeen;
import dev.walkback.events.suspicion.Scenario;
import dev.walkback.events.suspicion.Suspicion;
import dev.walkback.events.verification.Verdict;
import dev.walkback.events.verification.Verification;
import dev.walkback.events.verification.VerificationOutcome.Concluded;
import dev.walkback.events.verification.VerificationOutcome.Phase;
import dev.walkback.orchestrator.core.ApplicationState;
import dev.walkback.orchestrator.core.Context;
import dev.walkback.orchestrator.core.Decision;
import dev.walkback.orchestrator.core.Input;
import dev.walkback.systemtests.simulation.services.Machinery;
import dev.walkback.verifier.core.Look;
import dev.walkback.verifier.core.Watching;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a detector or a verifier might make of what it sees, or does not see. */
final class LookingFaults {

  private LookingFaults() {}

  static List<PlantedFault> all() {
    return List.of(
        new PlantedFault("a cluster that is away looks as it did", Rememberer::new),
        new PlantedFault("an outage decides", Quitter::new),
        new PlantedFault("a look serves alerts that came after it", Sharer::new),
        new PlantedFault("what is live is told once and never again", Taciturn::new),
        new PlantedFault("any release is to blame", () -> new Blamer(false)),
        new PlantedFault("a stale alert counts", () -> new Blamer(true)),
        new PlantedFault("nobody remembers who wrote what is live", Forgetter::new),
        new PlantedFault("no data is healthy", Optimist::new),
        new PlantedFault("one workload speaks for all", Shortsighted::new),
        new PlantedFault("one healthy look ends the soak", Hasty::new),
        new PlantedFault("who stumbled is never forgiven", Unforgiving::new));
  }

  /** Answers from memory where it cannot look. */
  private static class Rememberer extends Machinery {

    final Map<WorkloadRef, WorkloadFacts> seen = new HashMap<>();

    @Override
    public ClusterView.Look readByDetector(ClusterView.Look look) {
      return switch (look) {
        case ClusterView.Look.Seen(WorkloadFacts facts) -> {
          seen.put(facts.workload(), facts);
          yield look;
        }
        case ClusterView.Look.Unreadable(WorkloadRef workload, _, _) ->
            Optional.ofNullable(seen.get(workload))
                .<ClusterView.Look>map(ClusterView.Look.Seen::new)
                .orElse(look);
        case ClusterView.Look.Missing _ -> look;
      };
    }
  }

  /** Takes a cluster that is away for one that does not let us look. */
  private static final class Quitter extends Machinery {

    @Override
    public ClusterView.Look readByDetector(ClusterView.Look look) {
      return look instanceof ClusterView.Look.Unreadable(WorkloadRef workload, String why, _)
          ? new ClusterView.Look.Unreadable(workload, why)
          : look;
    }
  }

  /** Believes that every alert that will ever come is there already. */
  private static final class Sharer extends Machinery {

    @Override
    public Arrived arrived(Arrived arrived) {
      return new Arrived(
          arrived.ends().keySet().stream()
              .collect(Collectors.toMap(partition -> partition, _ -> Long.MAX_VALUE)));
    }
  }

  /** Who did not hear it the first time never will. */
  private static final class Taciturn extends Machinery {

    @Override
    public Optional<ReleaseSeen> news(
        ReleaseNews known, RollbackPolicy policy, List<ClusterView.Look> looks, Instant at) {
      return super.news(known, policy, looks, Instant.EPOCH);
    }
  }

  /** Suspects where there is nothing to suspect. */
  private static final class Blamer extends Rememberer {

    private final boolean stale;

    Blamer(boolean stale) {
      this.stale = stale;
    }

    @Override
    public Suspicion found(Suspicion suspicion) {
      return switch (suspicion) {
        case Suspicion.NothingReleased nothing when !stale ->
            suspected(nothing, nothing.workloads());
        case Suspicion.TriggerStale old when stale && !seen.isEmpty() && knows(old) ->
            suspected(old, ofApplication(old));
        default -> suspicion;
      };
    }

    private boolean knows(Suspicion suspicion) {
      return !ofApplication(suspicion).isEmpty();
    }

    private List<WorkloadFacts> ofApplication(Suspicion suspicion) {
      String number = suspicion.application().name().replace("app-", "w");
      return seen.values().stream()
          .filter(facts -> facts.workload().name().startsWith(number + "-"))
          .toList();
    }

    private static Suspicion suspected(Suspicion suspicion, List<WorkloadFacts> facts) {
      return new Suspicion.ReleaseSuspected(
          suspicion.application(),
          suspicion.trigger(),
          Scenario.BAD_DEPLOYMENT,
          Instant.EPOCH,
          facts);
    }
  }

  /** Neither the object nor the memory say that Walkback wrote it. */
  private static final class Forgetter extends Machinery {

    @Override
    public ClusterView.Look readByDetector(ClusterView.Look look) {
      return look instanceof ClusterView.Look.Seen(WorkloadFacts facts)
          ? new ClusterView.Look.Seen(
              new WorkloadFacts(
                  facts.workload(),
                  facts.live(),
                  facts.releasedAt(),
                  Optional.empty(),
                  facts.paused(),
                  facts.revisions()))
          : look;
    }

    @Override
    public Decision decide(ApplicationState state, Input input, Context context, Instant now) {
      boolean cooling =
          context
              .policy()
              .flatMap(each -> state.memory().coolingUntil(each.limits().cooldown(), now))
              .isPresent();
      return super.decide(cooling ? state : States.withoutLast(state), input, context, now);
    }
  }

  private static final class Optimist extends Machinery {

    @Override
    public Watching.Step judge(Watching watching, Look look, Instant begun, Instant at) {
      Watching.Step step = super.judge(watching, look, begun, at);
      return step.news()
          .filter(Concluded.class::isInstance)
          .map(Concluded.class::cast)
          .filter(end -> end.verdict() == Verdict.INCONCLUSIVE)
          .map(end -> concluded(step, end, Verdict.HEALTHY))
          .orElse(step);
    }
  }

  private static final class Shortsighted extends Machinery {

    @Override
    public Watching.Step judge(Watching watching, Look look, Instant begun, Instant at) {
      return super.judge(
          watching, new Look(look.workloads().subList(0, 1), look.checks()), begun, at);
    }
  }

  private static final class Hasty extends Machinery {

    @Override
    public Watching.Step judge(Watching watching, Look look, Instant begun, Instant at) {
      Watching.Step step = super.judge(watching, look, begun, at);
      boolean soaking = watching.verification() instanceof Verification.Soak;
      if (!soaking || step.nextLook().isEmpty()) {
        return step;
      }
      return step.news()
          .map(news ->
              new Watching.Step(
                  step.next(),
                  Optional.of(
                      new Concluded(
                          news.application(),
                          news.rollbackId(),
                          Phase.SOAK,
                          Verdict.HEALTHY,
                          "good enough",
                          at,
                          1,
                          news.measurements(),
                          watching.verification().round(),
                          Optional.empty())),
                  Optional.empty()))
          .orElse(step);
    }
  }

  private static Watching.Step concluded(Watching.Step step, Concluded end, Verdict verdict) {
    return new Watching.Step(
        step.next(),
        Optional.of(
            new Concluded(
                end.application(),
                end.rollbackId(),
                end.phase(),
                verdict,
                end.explanation(),
                end.at(),
                end.looks(),
                end.measurements(),
                end.round(),
                end.cause())),
        step.nextLook());
  }
}
