package dev.walkback.systemtests.simulation.script;

import dev.walkback.systemtests.simulation.script.Happening.Act;
import dev.walkback.systemtests.simulation.script.Happening.OperatorReacts;
import dev.walkback.systemtests.simulation.world.Chance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Draws what operators say when they see what a rollback is doing. */
final class Operators {

  static final List<String> NAMES = List.of("ada", "bob", "eve");

  private static final List<Act> ANY = List.of(Act.values());
  private static final Map<String, List<Act>> FITTING =
      Map.of(
          "AtRest", List.of(Act.TICK, Act.ACKNOWLEDGE, Act.PLAN, Act.HOLD),
          "Surveying", List.of(Act.ABORT, Act.HOLD, Act.PLAN),
          "AwaitingApproval",
              List.of(
                  Act.APPROVE,
                  Act.APPROVE,
                  Act.APPROVE,
                  Act.APPROVE,
                  Act.APPROVE_ANOTHER_PLAN,
                  Act.REJECT,
                  Act.ABORT),
          "Waiting",
              List.of(
                  Act.RESUME,
                  Act.RESUME_NAMESPACE,
                  Act.RESUME_EVERYTHING,
                  Act.CALL_TARGET_BAD,
                  Act.ABORT),
          "RollingBack",
              List.of(Act.HOLD, Act.HOLD_NAMESPACE, Act.HOLD_EVERYTHING, Act.ABORT, Act.PLAN),
          "Verifying", List.of(Act.ABORT, Act.HOLD),
          "Soaking", List.of(Act.EXTEND_SOAK, Act.END_SOAK, Act.ABORT, Act.CALL_LEFT_GOOD),
          "Stuck", List.of(Act.RETRY, Act.RETRY, Act.SKIP, Act.ACKNOWLEDGE, Act.ABORT));
  private static final List<String> STATES = FITTING.keySet().stream().sorted().toList();

  private final Chance chance;

  Operators(Chance chance) {
    this.chance = chance;
  }

  List<Happening> draw() {
    List<Happening> drawn = new ArrayList<>();
    approvals(drawn);
    if (chance.oneIn(2)) {
      drawn.add(reaction(chance.of(STATES), 1, Act.TICK));
    }
    int count = chance.oneIn(2) ? 0 : 1 + chance.below(4);
    for (int each = 0; each < count; each++) {
      String state = chance.of(STATES);
      List<Act> fitting = FITTING.getOrDefault(state, ANY);
      Act act = chance.oneIn(6) ? chance.of(ANY) : chance.of(fitting);
      drawn.add(reaction(state, 1 + chance.below(2), act));
      if (act.name().startsWith("HOLD") && !chance.oneIn(4)) {
        Act resume = Act.valueOf(act.name().replace("HOLD", "RESUME"));
        drawn.add(new OperatorReacts(state, 1, chance.between(500, 60_000), "ada", resume));
      }
    }
    return drawn;
  }

  /** Mostly somebody agrees, for most would rather have it rolled back. */
  private void approvals(List<Happening> drawn) {
    for (int nth = 1; nth <= 3; nth++) {
      for (String name : NAMES) {
        if (chance.oneIn(2)) {
          long delay = chance.between(500, 25_000);
          drawn.add(new OperatorReacts("AwaitingApproval", nth, delay, name, Act.APPROVE));
        }
      }
    }
  }

  private Happening reaction(String state, int nth, Act act) {
    long delay = chance.oneIn(3) ? chance.below(100) : chance.between(0, 15_000);
    return new OperatorReacts(state, nth, delay, chance.of(NAMES), act);
  }
}
