package dev.walkback.systemtests.simulation;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.TraceParent;
import dev.walkback.orchestrator.core.ApplicationState;
import dev.walkback.orchestrator.core.Chain;
import dev.walkback.orchestrator.core.Decision;
import dev.walkback.orchestrator.core.Input;
import dev.walkback.orchestrator.core.TimerName;
import dev.walkback.orchestrator.outbound.StoredApplication;
import dev.walkback.orchestrator.outbound.Written;
import dev.walkback.systemtests.simulation.services.Machinery;
import dev.walkback.systemtests.simulation.services.Machinery.Acknowledging;
import dev.walkback.systemtests.simulation.world.ServiceName;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What a store, a transaction or a consumer might not keep. */
final class PlatformFaults {

  private PlatformFaults() {}

  static List<PlantedFault> all() {
    return List.of(
        onRestart(
            "the cooldown is forgotten on restart",
            stored -> StoredApplication.of(States.withoutLast(stored.state()), stored.timers())),
        onRestart(
            "the timers are forgotten on restart",
            stored -> StoredApplication.of(stored.state(), Map.of())),
        onRestart(
            "the chain begins anew on restart",
            stored ->
                StoredApplication.of(
                    States.withChain(stored.state(), 0, Chain.EMPTY.last()), stored.timers())),
        new PlantedFault("a timer is lost", TimerLoser::new),
        new PlantedFault("a cancelled timer is all there is", TimerOverwriter::new),
        new PlantedFault("the state depends on when it is folded", ClockReader::new),
        new PlantedFault("the chain is hashed over other bytes", Rehasher::new),
        atomicity("outputs leave before the commit", Machinery.Atomicity.OUTPUTS_FIRST),
        atomicity("offsets are committed before the rest", Machinery.Atomicity.OFFSETS_FIRST),
        atomicity(
            "outputs are lost though the state stands", Machinery.Atomicity.STATE_WITHOUT_OUTPUTS),
        eager(ServiceName.DETECTOR),
        eager(ServiceName.EXECUTOR),
        eager(ServiceName.VERIFIER),
        eager(ServiceName.NOTIFIER),
        forgetful(ServiceName.DETECTOR),
        forgetful(ServiceName.EXECUTOR),
        forgetful(ServiceName.VERIFIER));
  }

  private static PlantedFault onRestart(String name, UnaryOperator<StoredApplication> change) {
    return new PlantedFault(
        name,
        () ->
            new Machinery() {
              @Override
              public StoredApplication restored(StoredApplication stored) {
                return change.apply(stored);
              }
            });
  }

  private static PlantedFault atomicity(String name, Machinery.Atomicity atomicity) {
    return new PlantedFault(
        name,
        () ->
            new Machinery() {
              @Override
              public Atomicity atomicity() {
                return atomicity;
              }
            });
  }

  private static PlantedFault eager(ServiceName service) {
    return acknowledging(service, "before the work", Acknowledging.BEFORE_THE_WORK);
  }

  private static PlantedFault forgetful(ServiceName service) {
    return acknowledging(service, "nothing", Acknowledging.NEVER);
  }

  private static PlantedFault acknowledging(ServiceName whose, String what, Acknowledging when) {
    return new PlantedFault(
        "the %s acknowledges %s".formatted(whose, what).toLowerCase(Locale.ROOT),
        () ->
            new Machinery() {
              @Override
              public Acknowledging acknowledging(ServiceName service) {
                return service == whose ? when : super.acknowledging(service);
              }
            });
  }

  /** One timer in a while is not kept. */
  private static final class TimerLoser extends Machinery {

    private int started;

    @Override
    public Map<TimerName, Instant> timers(
        Map<TimerName, Instant> before, Input input, Decision decision) {
      Map<TimerName, Instant> after = super.timers(before, input, decision);
      return !after.keySet().equals(before.keySet()) && ++started % 5 == 0 ? before : after;
    }
  }

  /** Cancelling forgets what was started in the same decision. */
  private static final class TimerOverwriter extends Machinery {

    @Override
    public Map<TimerName, Instant> timers(
        Map<TimerName, Instant> before, Input input, Decision decision) {
      Map<TimerName, Instant> after = new TreeMap<>(super.timers(before, input, decision));
      if (!before.isEmpty()) {
        after.keySet().retainAll(before.keySet());
      }
      return after;
    }
  }

  private static final class ClockReader extends Machinery {

    @Override
    public Written write(
        ApplicationState before, Decision decision, Instant now, Optional<TraceParent> trace) {
      Written written = super.write(before, decision, now, trace);
      ApplicationState later = super.write(before, decision, now.plusMillis(1), trace).state();
      Chain chain = written.state().chain();
      return new Written(
          States.withChain(later, chain.length(), chain.last()),
          written.records(),
          written.audit());
    }
  }

  private static final class Rehasher extends Machinery {

    @Override
    public Written write(
        ApplicationState before, Decision decision, Instant now, Optional<TraceParent> trace) {
      Written written = super.write(before, decision, now, trace);
      Chain chain = written.state().chain();
      return new Written(
          States.withChain(
              written.state(), chain.length(), ContentDigest.of(written.audit().toString())),
          written.records(),
          written.audit());
    }
  }
}
