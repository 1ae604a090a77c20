package dev.walkback.systemtests;

import dev.walkback.events.WorkloadKind;
import dev.walkback.sandbox.Sandbox;
import dev.walkback.sandbox.SandboxOptions;
import dev.walkback.sandbox.http.LoggedWrite;
import dev.walkback.systemtests.process.Service;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** Applications on a sandbox cluster: released by hand, and looked at from outside. */
public record SandboxShops(Sandbox cluster) implements Shops {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  public static SandboxShops start() {
    return new SandboxShops(Sandbox.start(SandboxOptions.quick()));
  }

  @Override
  public String namespace() {
    return "chaos";
  }

  @Override
  public Map<String, String> access(Service service) {
    return Map.of("walkback.kubernetes.master-url", cluster.url());
  }

  @Override
  public void serve(Shop shop) {
    cluster.apply(shop.manifest("v1", Map.of()));
    cluster.apply(shop.service());
    int wanted = shop.workload().kind() == WorkloadKind.DAEMON_SET ? 1 : 2;
    Awaitility.await("v1 serves").atMost(PATIENCE).until(() -> readyPods(shop) >= wanted);
  }

  @Override
  public void release(Shop shop, String version, Map<String, String> environment) {
    cluster.apply(shop.manifest(version, environment));
    Awaitility.await("pods of " + version)
        .atMost(PATIENCE)
        .until(() -> pods(shop).stream().anyMatch(pod -> runs(pod, version)));
  }

  @Override
  public String template(Shop shop) {
    return cluster
        .get(
            shop.workload().kind().kubernetesName(),
            shop.workload().namespace(),
            shop.workload().name())
        .orElseThrow()
        .at("/spec/template")
        .toString();
  }

  /** The patches of the workload that the API server accepted. */
  public List<LoggedWrite> patches(Shop shop) {
    return cluster.writes().stream()
        .filter(write ->
            write.verb().equals("PATCH")
                && write.path().endsWith("/" + shop.workload().name())
                && write.code() == 200)
        .toList();
  }

  @Override
  public List<String> writes() {
    String ours = "/namespaces/" + namespace() + "/";
    return cluster.writes().stream()
        .filter(write -> write.code() < 300 && write.path().contains(ours))
        .map(write ->
            "%s %s"
                .formatted(
                    write.verb().toLowerCase(Locale.ROOT),
                    write.path().substring(write.path().indexOf(ours) + ours.length())))
        .toList();
  }

  private long readyPods(Shop shop) {
    return pods(shop).stream()
        .filter(pod -> pod.toString().contains("\"type\":\"Ready\",\"status\":\"True\""))
        .count();
  }

  private List<JsonNode> pods(Shop shop) {
    return cluster.list("Pod", shop.workload().namespace()).stream()
        .filter(pod -> pod.at("/metadata/labels/app").asString("").equals(shop.workload().name()))
        .toList();
  }

  private static boolean runs(JsonNode pod, String version) {
    return pod.toString().contains("\"" + version + "\"");
  }

  @Override
  public void close() {
    cluster.close();
  }
}
