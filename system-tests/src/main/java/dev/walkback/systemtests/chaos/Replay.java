package dev.walkback.systemtests.chaos;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.orchestrator.core.ApplicationState;
import dev.walkback.orchestrator.core.Fold;
import dev.walkback.orchestrator.outbound.StateCodec;
import dev.walkback.orchestrator.outbound.StoredApplication;
import dev.walkback.systemtests.chaos.AuditLog.Line;
import dev.walkback.testsupport.TopicReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The audit folded again with the orchestrator's own fold: numbers, chain, each status on the way,
 * and in the end the very bytes that the orchestrator's store has.
 */
final class Replay {

  private static final String STORE = "walkback-orchestrator-applications-changelog";
  private static final StateCodec STATES = new StateCodec();

  private Replay() {}

  /** The newest state of each application, as the store's changelog has it. */
  static Map<String, byte[]> store(String kafka) {
    Map<String, byte[]> newest = new HashMap<>();
    try (TopicReader reader = TopicReader.fromBeginning(kafka, STORE)) {
      reader.upToNow().forEach(found -> newest.put(found.key(), found.value()));
    }
    return newest;
  }

  /** What does not fit; empty where everything does. */
  static List<String> faults(
      ApplicationId application, List<Line> lines, byte @Nullable [] stored) {
    List<String> faults = new ArrayList<>();
    ApplicationState state = ApplicationState.unknown(application);
    ContentDigest previous = AuditRecord.NONE;
    long number = 0;
    for (Line line : lines) {
      AuditRecord record = line.record();
      number++;
      if (record.sequence() != number) {
        faults.add("record %d stands where %d should".formatted(record.sequence(), number));
      }
      if (!record.previous().equals(previous)) {
        faults.add("the chain breaks before record " + record.sequence());
      }
      previous = ContentDigest.of(line.bytes());
      try {
        if (!Fold.statusAfter(state, record.entry(), record.at()).equals(record.status())) {
          faults.add("the fold gives another status after record " + record.sequence());
        }
        state = Fold.evolve(state, record.entry(), record.at()).recorded(line.bytes());
      } catch (RuntimeException e) {
        faults.add("record %d is no legal move: %s".formatted(record.sequence(), e.getMessage()));
        return faults;
      }
    }
    faults.addAll(against(state, stored));
    return faults;
  }

  private static List<String> against(ApplicationState folded, byte @Nullable [] stored) {
    if (stored == null) {
      return List.of("the store knows nothing of it");
    }
    StoredApplication there = STATES.decode(stored);
    byte[] again = STATES.encode(StoredApplication.of(folded, there.timers()));
    return Arrays.equals(again, stored)
        ? List.of()
        : List.of("the fold of the audit gives another state than the store has");
  }
}
