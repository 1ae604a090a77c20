package dev.walkback.standalone;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether anything says where the cluster is, in the places where kubectl looks too. */
final class ClusterAccess {

  private static final Path SERVICE_ACCOUNT =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token");

  private ClusterAccess() {}

  static boolean isConfigured(Map<String, String> environment) {
    boolean named =
        Optional.ofNullable(environment.get("KUBECONFIG")).stream()
            .flatMap(Pattern.compile(Pattern.quote(File.pathSeparator))::splitAsStream)
            .anyMatch(file -> !file.isBlank() && Files.isReadable(Path.of(file)));
    Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", "")));
    return named
        || Files.isReadable(home.resolve(".kube").resolve("config"))
        || Files.isReadable(SERVICE_ACCOUNT);
  }
}
