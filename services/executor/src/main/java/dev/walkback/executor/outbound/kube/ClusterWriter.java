package dev.walkback.executor.outbound.kube;

import dev.walkback.chassis.Failpoint;
import dev.walkback.events.WorkloadRef;
import dev.walkback.executor.core.Answer;
import dev.walkback.executor.core.PodState;
import dev.walkback.workloads.ClusterHttp;
import dev.walkback.workloads.ClusterHttp.Reply;
import dev.walkback.workloads.StatusMessage;
import dev.walkback.workloads.WorkloadPaths;
import io.fabric8.kubernetes.client.http.HttpRequest;
import java.io.IOException;
import java.time.Duration;

/**
 * The two writes that Walkback knows: a conditional patch of a workload, and the deletion of one
 * very pod. Neither is ever repeated here.
 */
public final class ClusterWriter {

  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final ClusterHttp http;

  public ClusterWriter(ClusterHttp http) {
    this.http = http;
  }

  /** Sends a JSON Patch once. */
  Answer patch(WorkloadRef workload, String patch, Duration within) throws InterruptedException {
    Failpoint.BEFORE_PATCH.reach();
    Answer write =
        send(
            http.request(WorkloadPaths.of(workload))
                .method("PATCH", "application/json-patch+json", patch),
            "PATCH of " + workload.shortName(),
            within);
    Failpoint.AFTER_PATCH.reach();
    return write;
  }

  /** Deletes this pod and no other of its name. */
  Answer delete(String namespace, PodState pod, Duration within) throws InterruptedException {
    String options =
        "{\"apiVersion\":\"v1\",\"kind\":\"DeleteOptions\",\"preconditions\":{\"uid\":\"%s\"}}"
            .formatted(pod.uid());
    Failpoint.BEFORE_DELETE.reach();
    Answer write =
        send(
            http.request(WorkloadPaths.pod(namespace, pod.name()))
                .method("DELETE", "application/json", options),
            "DELETE of pod " + pod.name(),
            within);
    Failpoint.AFTER_DELETE.reach();
    return write;
  }

  private Answer send(HttpRequest.Builder request, String what, Duration within)
      throws InterruptedException {
    try {
      Reply reply = http.send(request, within.compareTo(LONGEST) > 0 ? LONGEST : within);
      return write(what, reply);
    } catch (IOException e) {
      return new Answer.Unknown("%s: %s".formatted(what, e.getMessage()));
    }
  }

  private static Answer write(String what, Reply reply) {
    String explanation =
        "%s was answered with %d: %s"
            .formatted(what, reply.status(), StatusMessage.of(reply.body()));
    return switch (reply.status()) {
      case 200, 201, 202 -> new Answer.Done();
      case 401, 403 -> new Answer.Forbidden(explanation);
      case 404 -> new Answer.Gone(explanation);
      case 409, 422 -> new Answer.Conflict(explanation);
      case 429 -> new Answer.Busy(explanation, reply.retryAfter());
      default ->
          reply.status() >= 500 ? new Answer.Unknown(explanation) : new Answer.Invalid(explanation);
    };
  }
}
