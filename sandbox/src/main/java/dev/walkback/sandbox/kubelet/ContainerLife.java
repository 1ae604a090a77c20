package dev.walkback.sandbox.kubelet;

import dev.walkback.sandbox.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One container from its creation on: what it is doing at a moment is a function of the moment, the
 * program and the pace.
 */
final class ContainerLife {

  private final JsonNode container;
  private final Program program;
  private final Pace pace;
  private final Logs logs = new Logs();
  private Instant nextStart;
  private Instant nextComplaint = Instant.EPOCH;
  private @Nullable Instant startedAt;
  private @Nullable ObjectNode lastEnd;
  private int restarts;
  private boolean lived;

  ContainerLife(JsonNode container, Pace pace, Instant created) {
    this.container = container;
    this.program = Program.of(container);
    this.pace = pace;
    this.nextStart = created.plus(pace.start());
  }

  Program program() {
    return program;
  }

  Logs logs() {
    return logs;
  }

  String name() {
    return Json.text(container, "name");
  }

  /** Moves to the given moment; the event to tell, if something happened. */
  Optional<NodeEvent> advance(Instant now) {
    if (startedAt != null) {
      return probe(now, startedAt);
    }
    if (now.isBefore(nextStart)) {
      return Optional.empty();
    }
    if (!program.canBePulled()) {
      nextStart = now.plus(backOff());
      restarts++;
      return Optional.of(
          NodeEvent.warning(
              "Failed", "Failed to pull image \"%s\": not found".formatted(program.image())));
    }
    if (lived) {
      logs.startNewLife();
      restarts++;
    }
    lived = true;
    if (program.crashes()) {
      logs.print(now, "fatal: cannot start");
      lastEnd = ended(now, 1, "Error");
      nextStart = now.plus(backOff());
      return Optional.of(
          NodeEvent.warning(
              "BackOff", "Back-off restarting failed container %s in pod".formatted(name())));
    }
    startedAt = now;
    logs.print(now, "serving " + program.version());
    return Optional.of(NodeEvent.normal("Started", "Container started"));
  }

  /** The event of a failed readiness probe, once in its period. */
  private Optional<NodeEvent> probe(Instant now, Instant started) {
    boolean due = !now.isBefore(started.plus(pace.ready())) && !now.isBefore(nextComplaint);
    JsonNode probe = Json.at(container, "readinessProbe", "httpGet");
    if (!due || !probe.isObject() || isReady(now)) {
      return Optional.empty();
    }
    int period = Json.number(container, 10, "readinessProbe", "periodSeconds");
    nextComplaint = now.plusSeconds(period);
    int code = program.get(Json.text(probe, "path")).code();
    return Optional.of(
        NodeEvent.warning(
            "Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: " + code));
  }

  private Duration backOff() {
    Duration wait = pace.firstBackOff().multipliedBy(1L << Math.min(restarts, 10));
    return wait.compareTo(pace.maxBackOff()) > 0 ? pace.maxBackOff() : wait;
  }

  boolean isRunning() {
    return startedAt != null;
  }

  boolean hasCrashed() {
    return lastEnd != null;
  }

  /** Ready when it runs and its readiness probe, where it has one, is answered well. */
  boolean isReady(Instant now) {
    if (startedAt == null || program.hangs()) {
      return false;
    }
    JsonNode probe = Json.at(container, "readinessProbe", "httpGet");
    if (!probe.isObject()) {
      return true;
    }
    int code = program.get(Json.text(probe, "path")).code();
    return !now.isBefore(startedAt.plus(pace.ready())) && code >= 200 && code < 400;
  }

  ObjectNode status(Instant now) {
    ObjectNode status = Json.object();
    status
        .put("name", name())
        .put("image", program.image())
        .put("imageID", "sandbox/" + program.image());
    ObjectNode state = status.putObject("state");
    status.putObject("lastState");
    if (startedAt != null) {
      state
          .putObject("running")
          .put("startedAt", startedAt.truncatedTo(ChronoUnit.SECONDS).toString());
      status.put("containerID", "sandbox://" + name() + restarts);
    } else if (!program.canBePulled() && restarts > 0) {
      waiting(
          state, "ImagePullBackOff", "Back-off pulling image \"%s\"".formatted(program.image()));
    } else if (lastEnd != null) {
      waiting(state, "CrashLoopBackOff", "back-off restarting failed container=" + name());
    } else {
      waiting(state, "ContainerCreating", "");
    }
    if (lastEnd != null) {
      Json.child(status, "lastState").set("terminated", lastEnd.deepCopy());
    }
    status.put("ready", isReady(now)).put("started", startedAt != null);
    return status.put("restartCount", program.canBePulled() ? restarts : 0);
  }

  /** As an init container: it does its work and ends, or never gets that far. */
  ObjectNode initStatus(Instant now) {
    ObjectNode status = status(now);
    if (startedAt != null) {
      status.putObject("state").set("terminated", ended(startedAt, 0, "Completed"));
      status.put("ready", true);
    }
    return status;
  }

  private static void waiting(ObjectNode state, String reason, String message) {
    ObjectNode waiting = state.putObject("waiting").put("reason", reason);
    if (!message.isEmpty()) {
      waiting.put("message", message);
    }
  }

  private static ObjectNode ended(Instant at, int exitCode, String reason) {
    String time = at.truncatedTo(ChronoUnit.SECONDS).toString();
    return Json.object()
        .put("exitCode", exitCode)
        .put("reason", reason)
        .put("startedAt", time)
        .put("finishedAt", time);
  }
}
