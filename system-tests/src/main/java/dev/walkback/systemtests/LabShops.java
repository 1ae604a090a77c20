package dev.walkback.systemtests;

import dev.walkback.chassis.Directories;
import dev.walkback.systemtests.process.Service;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * Applications on a real cluster, in a namespace of their own that is removed in the end. Each
 * service that touches the cluster does so under its own ServiceAccount, with the rights of {@code
 * deploy/kubernetes}.
 */
public final class LabShops implements Shops {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long TOKEN_SECONDS = Duration.ofHours(4).toSeconds();

  private final KubernetesClient client;
  private final ApiAudit audit;
  private final String namespace;
  private final Path credentials;

  private LabShops(KubernetesClient client, ApiAudit audit, String namespace, Path credentials) {
    this.client = client;
    this.audit = audit;
    this.namespace = namespace;
    this.credentials = credentials;
  }

  /**
   * Makes the namespace and the accounts.
   *
   * @param kubeconfig of an administrator
   * @param audit where the API server writes what it was made to do
   * @param rights the manifests of Walkback's accounts
   */
  public static LabShops start(Path kubeconfig, ApiAudit audit, Path rights, String namespace) {
    if (!Files.isReadable(audit.log())) {
      throw new IllegalArgumentException(
          "Expected the API server's audit log in %s: without it nobody can count what was written"
              .formatted(audit.log()));
    }
    KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(null, kubeconfig.toFile()))
            .build();
    var shops = new LabShops(client, audit, namespace, temporary());
    shops.apply(read(rights));
    shops.makeNamespace();
    return shops;
  }

  private void makeNamespace() {
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
  }

  @Override
  public String namespace() {
    return namespace;
  }

  @Override
  public Map<String, String> access(Service service) {
    return switch (service) {
      case DETECTOR, EXECUTOR, VERIFIER ->
          Map.of("walkback.kubernetes.kubeconfig", kubeconfig(service.title()).toString());
      case ORCHESTRATOR, NOTIFIER, GATEWAY -> Map.of();
    };
  }

  @Override
  public void serve(Shop shop) {
    apply(shop.manifest("v1", Map.of()));
    apply(shop.service());
    Awaitility.await("v1 serves")
        .atMost(PATIENCE)
        .until(() -> pods(shop).stream().filter(LabShops::isReady).count() >= 2);
  }

  @Override
  public void release(Shop shop, String version, Map<String, String> environment) {
    apply(shop.manifest(version, environment));
    Awaitility.await("pods of " + version)
        .atMost(PATIENCE)
        .until(() ->
            pods(shop).stream()
                .anyMatch(pod -> Serialization.asJson(pod).contains("\"" + version + "\"")));
  }

  @Override
  public String template(Shop shop) {
    GenericKubernetesResource found =
        client
            .genericKubernetesResources("apps/v1", shop.workload().kind().kubernetesName())
            .inNamespace(namespace)
            .withName(shop.workload().name())
            .require();
    return Serialization.asJson(found.<Object>get("spec", "template"));
  }

  @Override
  public List<String> writes() {
    return audit.writesIn(namespace).stream().map(ApiAudit.Write::what).toList();
  }

  private List<Pod> pods(Shop shop) {
    return client
        .pods()
        .inNamespace(namespace)
        .withLabel("app", shop.workload().name())
        .list()
        .getItems();
  }

  private static boolean isReady(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .anyMatch(one -> one.getType().equals("Ready") && one.getStatus().equals("True"));
  }

  private void apply(String manifests) {
    client
        .load(new ByteArrayInputStream(manifests.getBytes(StandardCharsets.UTF_8)))
        .resources()
        .forEach(each -> each.forceConflicts().serverSideApply());
  }

  /** Made once for each account, and good for as long as a run may take. */
  private synchronized Path kubeconfig(String service) {
    Path file = credentials.resolve(service + ".kubeconfig");
    if (!Files.exists(file)) {
      String text =
          new Kubeconfig(
                  client.getMasterUrl().toString(),
                  client.getConfiguration().getCaCertData(),
                  "walkback-" + service,
                  token("walkback-" + service))
              .text();
      write(file, text);
    }
    return file;
  }

  private String token(String account) {
    var request =
        new TokenRequestBuilder()
            .withNewSpec()
            .withExpirationSeconds(TOKEN_SECONDS)
            .endSpec()
            .build();
    return client
        .serviceAccounts()
        .inNamespace("walkback")
        .withName(account)
        .tokenRequest(request)
        .getStatus()
        .getToken();
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("walkback-credentials");
    } catch (IOException e) {
      throw new UncheckedIOException("Expected a directory for credentials", e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to write " + file, e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected Walkback's accounts in " + file, e);
    }
  }

  @Override
  public void close() {
    client.namespaces().withName(namespace).delete();
    client.close();
    forget(credentials);
  }

  private static void forget(Path credentials) {
    try {
      Directories.delete(credentials);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to remove " + credentials, e);
    }
  }
}
