package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.orchestrator.core.ApplicationState;
import dev.walkback.orchestrator.outbound.StateCodec;
import dev.walkback.orchestrator.outbound.StoredApplication;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The log is the truth; the store is a copy of it. Folding gives a state and nothing else, so that
 * nothing can be sent by it; where histories travel as bytes, what is folded was read back from
 * them.
 */
final class ReplayIsTheSame implements Invariant {

  private static final StateCodec CODEC = new StateCodec();

  private final boolean asBytes;

  /**
   * @param asBytes whether the bytes are compared too
   */
  ReplayIsTheSame(boolean asBytes) {
    this.asBytes = asBytes;
  }

  @Override
  public String sentence() {
    return "Folding the audit again gives the state that is committed and that a successor finds, byte for byte";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return switch (fact) {
      case Fact.StateCommitted(StoredApplication stored) -> differs(stored.state(), before);
      case Fact.TakenOver(StoredApplication stored) -> differs(stored.state(), before);
      default -> Optional.empty();
    };
  }

  private Optional<String> differs(ApplicationState live, Chronicle before) {
    ApplicationState replayed = before.replayed(live.application());
    if (!live.equals(replayed)) {
      return Optional.of("The state is %s, but its audit gives %s".formatted(live, replayed));
    }
    return Invariant.unless(
        !asBytes || Arrays.equals(bytes(live), bytes(replayed)),
        "The state of %s and what its audit gives are equal, but not byte for byte",
        live.application());
  }

  private static byte[] bytes(ApplicationState state) {
    return CODEC.encode(StoredApplication.of(state, Map.of()));
  }
}
