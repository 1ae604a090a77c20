package dev.walkback.systemtests;

import dev.walkback.events.WorkloadKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** An application in a namespace of its own on the lab's cluster; closing removes it. */
record LabShop(Shop shop) implements AutoCloseable {

  static LabShop create(WorkloadKind kind, String namespace, String name) {
    Lab.kubectl("create", "namespace", namespace);
    var created = new LabShop(Shop.of(kind, namespace, name));
    Lab.apply(created.shop.service());
    return created;
  }

  String namespace() {
    return shop.workload().namespace();
  }

  private String name() {
    return shop.workload().name();
  }

  /** {@code kind/name}, as kubectl takes it. */
  String workload() {
    return shop.workload().kind().kubernetesName().toLowerCase(Locale.ROOT) + "/" + name();
  }

  /** {@code kinds/name}, as the API server's log has it. */
  String resource() {
    return workload().replace("/", "s/");
  }

  /** Releases, and does not wait. */
  void release(String version, Map<String, String> environment) {
    Lab.apply(shop.manifest(version, environment));
  }

  /** Releases, and returns once the cluster is done with it. */
  void releaseWell(String version, Map<String, String> environment) {
    release(version, environment);
    awaitRollout();
  }

  /** Fails unless the cluster says that the rollout is complete, or comes to be. */
  void awaitRollout() {
    kubectl("rollout", "status", workload(), "--timeout=90s");
  }

  /** The pod template that is asked for now, byte for byte. */
  String template() {
    return kubectl("get", workload(), "-o", "jsonpath={.spec.template}");
  }

  /** Everything of the object that somebody may have written. */
  String written() {
    return kubectl(
        "get", workload(), "-o", "jsonpath={.metadata.generation} {.metadata.annotations} {.spec}");
  }

  /** Of each pod that is not going: the value of its Ready condition. */
  List<String> readiness() {
    String lines =
        kubectl(
            "get",
            "pods",
            "-l",
            "app=" + name(),
            "-o",
            "jsonpath={range .items[*]}{.metadata.deletionTimestamp}{'|'}{.status.conditions[?(@.type=='Ready')].status}{'\\n'}{end}");
    return Stream.of(lines.split("\n"))
        .filter(line -> line.startsWith("|"))
        .map(line -> line.substring(1))
        .toList();
  }

  private String kubectl(String... arguments) {
    return Lab.kubectl(
        Stream.concat(Stream.of("-n", namespace()), Stream.of(arguments)).toArray(String[]::new));
  }

  @Override
  public void close() {
    Lab.kubectl("delete", "namespace", namespace(), "--wait=false");
  }
}
