package dev.walkback.systemtests.simulation.script;

import dev.walkback.events.topic.Topic;
import dev.walkback.events.topic.Topics;
import dev.walkback.systemtests.simulation.world.Chance;
import dev.walkback.systemtests.simulation.world.Fault;
import dev.walkback.systemtests.simulation.world.Fault.ApiTrouble;
import dev.walkback.systemtests.simulation.world.Fault.Call;
import dev.walkback.systemtests.simulation.world.Fault.ChatTrouble;
import dev.walkback.systemtests.simulation.world.Log;
import dev.walkback.systemtests.simulation.world.Point;
import dev.walkback.systemtests.simulation.world.ServiceName;
import java.util.ArrayList;
import java.util.List;

/** Draws what goes wrong in a history: often nothing, sometimes much. */
final class Mishaps {

  private static final List<Topic> TOPICS =
      List.of(
          Topics.TRIGGERS,
          Topics.COMMANDS,
          Topics.SUSPICIONS,
          Topics.EXECUTIONS,
          Topics.EXECUTION_OUTCOMES,
          Topics.VERIFICATIONS,
          Topics.VERIFICATION_OUTCOMES,
          Topics.GUARD_REQUESTS,
          Topics.GUARD_ANSWERS,
          Topics.AUDIT);

  /** Whoever writes and reads only in transactions gets nothing twice. */
  private static final List<Topic> REPEATED =
      TOPICS.stream()
          .filter(t -> !t.equals(Topics.GUARD_REQUESTS) && !t.equals(Topics.GUARD_ANSWERS))
          .toList();

  private static final List<ApiTrouble> TROUBLES = List.of(ApiTrouble.values());

  private final Chance chance;
  private final List<Long> moments;

  Mishaps(Chance chance, List<Long> moments) {
    this.chance = chance;
    this.moments = moments;
  }

  List<Happening> draw() {
    List<Happening> drawn = new ArrayList<>();
    int count = chance.oneIn(6) ? 0 : 1 + chance.below(7);
    for (int each = 0; each < count; each++) {
      drawn.add(chance.below(10) < 7 ? new Happening.Planned(fault()) : timed());
    }
    return drawn;
  }

  private Fault fault() {
    int nth = 1 + chance.below(chance.oneIn(3) ? 8 : 3);
    return switch (chance.below(13)) {
      case 0, 1, 2, 3 ->
          new Fault.Crash(
              chance.of(List.of(Point.values())),
              nth,
              chance.oneIn(4) ? chance.between(10_000, 60_000) : chance.between(100, 5_000));
      case 4, 5 -> new Fault.Api(Call.EXECUTOR_WRITE, nth, chance.of(TROUBLES));
      case 6 -> new Fault.Api(chance.of(List.of(Call.values())), nth, chance.of(TROUBLES));
      case 7 -> new Fault.ChatFails(nth, chance.of(List.of(ChatTrouble.values())));
      case 8 -> new Fault.Lag(chance.of(TOPICS), nth, chance.between(500, 60_000));
      case 9, 10 -> new Fault.Duplicate(chance.of(REPEATED), nth, chance.between(0, 60_000), 1);
      case 11 -> new Fault.HoldsUnknown(nth);
      default -> new Fault.EvidenceHangs(nth);
    };
  }

  private Happening timed() {
    long at = moment();
    ServiceName service = chance.of(List.of(ServiceName.values()));
    return switch (chance.below(8)) {
      case 0, 1 -> new Happening.Kill(at, service, chance.below(2), chance.between(500, 60_000));
      case 2, 3 -> new Happening.Freeze(at, service, chance.below(2), chance.between(500, 60_000));
      case 4, 5 -> new Happening.Rebalance(at, service, chance.below(Log.PARTITIONS));
      case 6 -> new Happening.ClusterAway(at, chance.between(500, 90_000));
      default -> new Happening.ChatAway(at, chance.between(500, 120_000));
    };
  }

  private long moment() {
    return !moments.isEmpty() && chance.oneIn(2)
        ? Math.max(0, chance.of(moments) + chance.between(-500, 10_000))
        : chance.between(0, 120_000);
  }
}
