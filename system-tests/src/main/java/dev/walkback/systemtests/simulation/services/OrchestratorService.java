package dev.walkback.systemtests.simulation.services;

import dev.walkback.events.ApplicationId;
import dev.walkback.orchestrator.outbound.StoredApplication;
import dev.walkback.systemtests.simulation.invariants.Fact;
import dev.walkback.systemtests.simulation.world.Log;
import dev.walkback.systemtests.simulation.world.ServiceName;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The orchestrator: its core decides, and what follows is one transaction. What is committed is
 * here; everything else is in a {@link Task} and ends with its process.
 */
public final class OrchestratorService {

  private final Stage stage;
  private final Fleet fleet;
  private final long lag;
  private final Map<ApplicationId, StoredApplication> stored = new HashMap<>();
  private final Map<Integer, Map<String, Integer>> offsets = new HashMap<>();
  private final @Nullable Task[] tasks = new Task[Log.PARTITIONS];

  /**
   * @param lag how far behind it reads policies and holds
   */
  public OrchestratorService(Stage stage, long lag) {
    this.stage = stage;
    this.lag = lag;
    this.fleet = new Fleet(ServiceName.ORCHESTRATOR, stage.agenda(), stage.chance(), this::begin);
    Task.INPUTS.forEach(topic -> stage.log().subscribe(topic, this::appended));
  }

  public Fleet fleet() {
    return fleet;
  }

  /** What is committed of every application. */
  public Map<ApplicationId, StoredApplication> stored() {
    return stored;
  }

  long lag() {
    return lag;
  }

  Stage stage() {
    return stage;
  }

  /** The committed offsets of a partition, by topic. */
  Map<String, Integer> offsets(int partition) {
    return offsets.computeIfAbsent(partition, _ -> new HashMap<>());
  }

  private void begin(Session session) {
    Map<ApplicationId, StoredApplication> found = new HashMap<>();
    stored.forEach((application, each) -> {
      if (Log.partitionOf(application.toString()) == session.partition()) {
        StoredApplication restored = stage.machinery().restored(each);
        found.put(application, restored);
        stage.witness().accept(new Fact.TakenOver(restored));
      }
    });
    Task task = new Task(this, session, found);
    tasks[session.partition()] = task;
    task.begin();
  }

  private void appended(int partition) {
    Task task = tasks[partition];
    if (task != null) {
      task.wake();
    }
  }
}
