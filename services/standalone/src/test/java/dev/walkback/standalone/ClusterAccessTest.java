package dev.walkback.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterAccessTest {

  @TempDir private Path home = Path.of("unset");

  @Test
  void without_any_file_nothing_says_where_the_cluster_is() {
    assertThat(ClusterAccess.isConfigured(Map.of("HOME", home.toString()))).isFalse();
  }

  @Test
  void the_file_in_the_home_directory_does() throws IOException {
    Files.createDirectory(home.resolve(".kube"));
    Files.writeString(home.resolve(".kube").resolve("config"), "apiVersion: v1");

    assertThat(ClusterAccess.isConfigured(Map.of("HOME", home.toString()))).isTrue();
  }

  @Test
  void one_of_several_in_the_environment_is_enough() throws IOException {
    Path file = Files.writeString(home.resolve("cluster"), "apiVersion: v1");

    assertThat(
            ClusterAccess.isConfigured(
                Map.of("HOME", home.toString(), "KUBECONFIG", "/no/such/file:" + file)))
        .isTrue();
  }
}
