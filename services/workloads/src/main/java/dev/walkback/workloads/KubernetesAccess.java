package dev.walkback.workloads;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;

/** Builds the one client of a process. */
public final class KubernetesAccess {

  private KubernetesAccess() {}

  /**
   * A client that never retries by itself: who asks knows better whether to ask again.
   *
   * @param userAgent how the API server's audit log names us, for instance {@code
   *     walkback-executor}
   */
  public static KubernetesClient client(KubernetesSettings settings, String userAgent) {
    Config found = found(settings);
    Config config =
        new ConfigBuilder(found)
            // Without TLS, HTTP/2 begins with a request to upgrade, which a proxy such as kubectl's
            // takes for a web socket and answers with 500.
            .withHttp2Disable(found.getMasterUrl().startsWith("http:"))
            .withUserAgent(userAgent)
            .withConnectionTimeout((int) settings.connectTimeout().toMillis())
            .withRequestTimeout((int) settings.requestTimeout().toMillis())
            .withRequestRetryBackoffLimit(0)
            .build();
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientFactory(new WithoutRedirects())
        .build();
  }

  private static Config found(KubernetesSettings settings) {
    if (settings.masterUrl() != null && !settings.masterUrl().isBlank()) {
      return new ConfigBuilder(Config.empty()).withMasterUrl(settings.masterUrl()).build();
    }
    String context = settings.context() == null ? "" : settings.context();
    Path kubeconfig = settings.kubeconfig();
    if (kubeconfig == null || kubeconfig.toString().isBlank()) {
      return context.isBlank() ? Config.autoConfigure(null) : Config.autoConfigure(context);
    }
    if (!Files.isReadable(kubeconfig)) {
      throw new IllegalArgumentException(
          "Expected a kubeconfig that can be read at walkback.kubernetes.kubeconfig, but found "
              + kubeconfig);
    }
    return Config.fromKubeconfig(context.isBlank() ? null : context, kubeconfig.toFile());
  }

  /**
   * An API server does not send us elsewhere, but a service behind its proxy may: our credentials
   * must not go there.
   */
  private static final class WithoutRedirects extends JdkHttpClientFactory {

    @Override
    protected void additionalConfig(HttpClient.Builder builder) {
      builder.followRedirects(HttpClient.Redirect.NEVER);
    }
  }
}
