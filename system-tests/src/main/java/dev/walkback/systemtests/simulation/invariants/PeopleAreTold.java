package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.notifier.core.Correspondence;
import dev.walkback.notifier.core.RollbackThread;
import dev.walkback.notifier.core.Style;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Silence is the worst message. */
final class PeopleAreTold implements Invariant {

  private final Supplier<Collection<Correspondence>> known;

  /**
   * @param known to the notifier
   */
  PeopleAreTold(Supplier<Collection<Correspondence>> known) {
    this.known = known;
  }

  @Override
  public String sentence() {
    return "In the end everything is told, and the end of every application's last rollback";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    if (!(fact instanceof Fact.Ended)) {
      return Optional.empty();
    }
    Map<Object, Tale> last = new LinkedHashMap<>();
    before.tales().forEach(tale -> last.put(tale.application(), tale));
    return known.get().stream()
        .flatMap(correspondence -> correspondence.next(Style.THREADED).stream())
        .findFirst()
        .map(delivery -> "Nobody was told " + delivery)
        .or(() -> untaken(before))
        .or(() -> last.values().stream().flatMap(tale -> untold(tale).stream()).findFirst());
  }

  private Optional<String> untold(Tale tale) {
    Optional<RollbackThread> thread =
        known.get().stream()
            .flatMap(correspondence -> correspondence.thread(tale.id()).stream())
            .findFirst();
    return Invariant.unless(
        thread.filter(told -> told.card().last()).isPresent(),
        "Nobody was told how %s ended",
        tale.id());
  }

  /** Every record was taken in. */
  private Optional<String> untaken(Chronicle before) {
    return before.replayed().stream()
        .filter(state -> state.chain().length() > 0)
        .filter(state ->
            known.get().stream()
                .filter(each -> each.application().equals(state.application()))
                .noneMatch(each -> each.lastSequence() == state.chain().length()))
        .findFirst()
        .map(state -> "The last records of %s were not taken in".formatted(state.application()));
  }
}
