package dev.walkback.sandbox.kubelet;

import dev.walkback.sandbox.store.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One pod on the node: its init containers one after the other, then its containers together. */
final class PodLife {

  private final List<ContainerLife> init;
  private final List<ContainerLife> containers;
  private final String address;
  private final String startTime;

  PodLife(JsonNode pod, Pace pace, Instant now, String address) {
    this.init = lives(pod, "initContainers", pace, now);
    this.containers = lives(pod, "containers", pace, now);
    this.address = address;
    this.startTime = now.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static List<ContainerLife> lives(JsonNode pod, String field, Pace pace, Instant now) {
    return Json.items(pod, "spec", field).stream()
        .map(c -> new ContainerLife(c, pace, now))
        .toList();
  }

  List<NodeEvent> advance(Instant now) {
    List<NodeEvent> events = new ArrayList<>();
    for (ContainerLife life : init) {
      life.advance(now).ifPresent(events::add);
      if (!life.isRunning()) {
        return events;
      }
    }
    containers.forEach(life -> life.advance(now).ifPresent(events::add));
    return events;
  }

  Optional<ContainerLife> container(String name) {
    return java.util.stream.Stream.concat(containers.stream(), init.stream())
        .filter(life -> name.isEmpty() || life.name().equals(name))
        .findFirst();
  }

  ObjectNode status(JsonNode pod, Instant now, String timestamp) {
    boolean initialized = init.stream().allMatch(ContainerLife::isRunning);
    boolean ready = initialized && containers.stream().allMatch(life -> life.isReady(now));
    boolean begun = containers.stream().anyMatch(life -> life.isRunning() || life.hasCrashed());
    ObjectNode status = Json.object();
    status.put("phase", initialized && begun ? "Running" : "Pending").put("qosClass", "BestEffort");
    status.put("startTime", startTime).put("hostIP", "10.99.0.1").put("podIP", address);
    ArrayNode conditions = status.putArray("conditions");
    condition(conditions, pod, "Initialized", initialized, timestamp);
    condition(conditions, pod, "Ready", ready, timestamp);
    condition(conditions, pod, "ContainersReady", ready, timestamp);
    condition(conditions, pod, "PodScheduled", true, timestamp);
    if (!init.isEmpty()) {
      ArrayNode statuses = status.putArray("initContainerStatuses");
      init.forEach(life -> statuses.add(life.initStatus(now)));
    }
    ArrayNode statuses = status.putArray("containerStatuses");
    containers.forEach(life -> statuses.add(life.status(now)));
    return status;
  }

  private static void condition(
      ArrayNode conditions, JsonNode pod, String type, boolean met, String timestamp) {
    String value = met ? "True" : "False";
    String since =
        Json.items(pod, "status", "conditions").stream()
            .filter(c -> Json.text(c, "type").equals(type) && Json.text(c, "status").equals(value))
            .map(c -> Json.text(c, "lastTransitionTime"))
            .findFirst()
            .orElse(timestamp);
    ObjectNode condition =
        conditions
            .addObject()
            .put("type", type)
            .put("status", value)
            .put("lastTransitionTime", since);
    if (!met && !type.equals("Initialized")) {
      condition
          .put("reason", "ContainersNotReady")
          .put("message", "containers with unready status");
    }
  }
}
