package dev.walkback.systemtests.simulation.world;

import dev.walkback.events.topic.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The faults that a history has in store, and which of them struck. */
public final class Faults {

  private final Map<Object, List<Fault>> planned = new HashMap<>();
  private final Map<Object, Integer> counts = new HashMap<>();
  private final Map<String, Integer> struck = new TreeMap<>();
  private long clusterAwayUntil;
  private long chatAwayUntil;

  public void plan(Fault fault) {
    planned.computeIfAbsent(subject(fault), _ -> new ArrayList<>()).add(fault);
  }

  /** How long the process is down, if it dies here. */
  public OptionalLong crashAt(Point point) {
    return next(point)
        .map(fault -> OptionalLong.of(((Fault.Crash) fault).downtime()))
        .orElseGet(OptionalLong::empty);
  }

  public Optional<Fault.ApiTrouble> of(Fault.Call call) {
    return next(call).map(fault -> ((Fault.Api) fault).trouble());
  }

  public Optional<Fault.ChatTrouble> ofChat() {
    return next("chat").map(fault -> ((Fault.ChatFails) fault).trouble());
  }

  public boolean evidenceHangs() {
    return next("evidence").isPresent();
  }

  public boolean holdsUnknown() {
    return next("holds").isPresent();
  }

  long lagOf(Topic topic) {
    return next(new OfTopic(topic.name(), true))
        .map(fault -> ((Fault.Lag) fault).millis())
        .orElse(0L);
  }

  Optional<Fault.Duplicate> duplicateOf(Topic topic) {
    return next(new OfTopic(topic.name(), false)).map(Fault.Duplicate.class::cast);
  }

  public void clusterAwayUntil(long time) {
    clusterAwayUntil = Math.max(clusterAwayUntil, time);
  }

  public boolean isClusterAway(long now) {
    return now < clusterAwayUntil;
  }

  public void chatAwayUntil(long time) {
    chatAwayUntil = Math.max(chatAwayUntil, time);
  }

  public boolean isChatAway(long now) {
    return now < chatAwayUntil;
  }

  /** For what strikes at a time of its own. */
  public void struck(String kind) {
    struck.merge(kind, 1, Integer::sum);
  }

  /** How often each kind struck. */
  public Map<String, Integer> struck() {
    return struck;
  }

  private Optional<Fault> next(Object subject) {
    List<Fault> plans = planned.get(subject);
    if (plans == null) {
      return Optional.empty();
    }
    int count = counts.merge(subject, 1, Integer::sum);
    for (Fault fault : plans) {
      if (fault.nth() == count) {
        struck(fault.kind());
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }

  private static Object subject(Fault fault) {
    return switch (fault) {
      case Fault.Crash crash -> crash.point();
      case Fault.Api api -> api.call();
      case Fault.ChatFails _ -> "chat";
      case Fault.EvidenceHangs _ -> "evidence";
      case Fault.HoldsUnknown _ -> "holds";
      case Fault.Lag lag -> new OfTopic(lag.topic().name(), true);
      case Fault.Duplicate duplicate -> new OfTopic(duplicate.topic().name(), false);
    };
  }

  private record OfTopic(String name, boolean lag) {}
}
