package dev.walkback.executor.outbound.evidence;

import dev.walkback.events.WorkloadRef;
import dev.walkback.workloads.ClusterHttp;
import dev.walkback.workloads.ClusterHttp.Reply;
import dev.walkback.workloads.PodFacts;
import dev.walkback.workloads.StatusMessage;
import dev.walkback.workloads.WorkloadPaths;
import dev.walkback.workloads.WorkloadSnapshot;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** What is captured, item by item: how each is read. */
final class EvidenceReads {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final ClusterHttp http;
  private final LogLimits limits;

  EvidenceReads(ClusterHttp http, LogLimits limits) {
    this.http = http;
    this.limits = limits;
  }

  /** How much of the logs is kept. */
  record LogLimits(int pods, int tailLines, int bytes) {}

  /** Reads one item, within a time. */
  @FunctionalInterface
  interface Read {

    byte[] within(Duration time) throws IOException, InterruptedException;
  }

  /** Everything worth keeping of a workload, by the name of its file. */
  Map<String, Read> of(WorkloadRef workload, WorkloadSnapshot snapshot) {
    Map<String, Read> reads = new LinkedHashMap<>();
    reads.put("workload.json", _ -> pretty(snapshot.object()));
    reads.put("revisions.json", _ -> pretty(revisions(snapshot)));
    List<PodFacts> pods = worstFirst(snapshot);
    reads.put("pods.json", time -> pretty(pods(workload, snapshot, time)));
    reads.put("events.json", time -> pretty(events(workload, snapshot, time)));
    for (PodFacts pod : pods) {
      pod.containers()
          .forEach(container -> {
            String log = WorkloadPaths.pod(workload.namespace(), pod.name()) + "/log";
            String name = "logs/" + Bundles.fileName(pod.name()) + "/" + container.name();
            reads.put(name + ".log", time -> log(log, container.name(), false, time));
            if (container.restartCount() > 0) {
              reads.put(name + ".previous.log", time -> log(log, container.name(), true, time));
            }
          });
    }
    return reads;
  }

  private List<PodFacts> worstFirst(WorkloadSnapshot snapshot) {
    List<PodFacts> pods = new ArrayList<>(snapshot.pods());
    pods.sort(Comparator.comparing(PodFacts::ready).thenComparing(PodFacts::name));
    return pods.subList(0, Math.min(pods.size(), limits.pods()));
  }

  private static JsonNode revisions(WorkloadSnapshot snapshot) {
    ArrayNode revisions = JSON.createArrayNode();
    snapshot.revisions().forEach(known -> revisions.add(known.object()));
    return revisions;
  }

  private JsonNode pods(WorkloadRef workload, WorkloadSnapshot snapshot, Duration time)
      throws IOException, InterruptedException {
    Set<String> ours = new HashSet<>();
    snapshot.pods().forEach(pod -> ours.add(pod.uid()));
    String path =
        WorkloadPaths.pods(workload.namespace()) + WorkloadPaths.selectedBy(snapshot.object());
    return filtered(get(path, time), "/metadata/uid", ours);
  }

  /** One read for all of the namespace is easier on the API server than one per object. */
  private JsonNode events(WorkloadRef workload, WorkloadSnapshot snapshot, Duration time)
      throws IOException, InterruptedException {
    Set<String> ours = new HashSet<>();
    ours.add(snapshot.uid());
    snapshot.pods().forEach(pod -> ours.add(pod.uid()));
    snapshot
        .revisions()
        .forEach(known -> ours.add(known.object().at("/metadata/uid").asString("")));
    String path = WorkloadPaths.events(workload.namespace()) + "?limit=1000";
    return filtered(get(path, time), "/involvedObject/uid", ours);
  }

  private static JsonNode filtered(byte[] list, String field, Set<String> wanted) {
    ArrayNode kept = JSON.createArrayNode();
    JSON.readTree(list)
        .path("items")
        .forEach(item -> {
          if (wanted.contains(item.at(field).asString(""))) {
            kept.add(item);
          }
        });
    return kept;
  }

  private byte[] log(String path, String container, boolean previous, Duration time)
      throws IOException, InterruptedException {
    return get(
        path
            + "?container=%s&tailLines=%d&limitBytes=%d&timestamps=true"
                .formatted(WorkloadPaths.encoded(container), limits.tailLines(), limits.bytes())
            + (previous ? "&previous=true" : ""),
        time);
  }

  private byte[] get(String path, Duration time) throws IOException, InterruptedException {
    Reply reply = http.get(path, time);
    if (!reply.successful()) {
      throw new IOException("%d: %s".formatted(reply.status(), StatusMessage.of(reply.body())));
    }
    return reply.body();
  }

  private static byte[] pretty(JsonNode json) {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
  }
}
