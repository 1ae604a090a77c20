package dev.walkback.orchestrator.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurlTest {

  @ParameterizedTest
  @CsvSource({
    "nginx,pkg:oci/nginx?repository_url=docker.io/library/nginx",
    "nginx:1.27,pkg:oci/nginx?repository_url=docker.io/library/nginx&tag=1.27",
    "team/web:2,pkg:oci/web?repository_url=docker.io/team/web&tag=2",
    "localhost:5000/web,pkg:oci/web?repository_url=localhost%3A5000/web",
    "registry.example:5000/a/b/Web:v1_x,pkg:oci/web?repository_url=registry.example%3A5000/a/b/web&tag=v1_x",
    "registry.example/web@sha256:00ff,pkg:oci/web@sha256%3A00ff?repository_url=registry.example/web"
  })
  void an_image_is_named_as_package_urls_name_it(String image, String purl) {
    assertThat(Purl.ofImage(image)).isEqualTo(purl);
  }

  @ParameterizedTest
  @CsvSource({
    "nginx:1.27,nginx",
    "registry.example:5000/a/b/web:v1@sha256:00ff,web",
    "ghcr.io/x/y z,y z"
  })
  void whatever_stands_in_a_template_becomes_one_that_can_be_read(String image, String name)
      throws MalformedPackageURLException {
    assertThat(new PackageURL(Purl.ofImage(image)).getName()).isEqualTo(name);
  }

  @Test
  void a_content_without_known_images_is_named_by_its_digest() throws MalformedPackageURLException {
    ContentDigest content = ContentDigest.of("x");

    PackageURL purl =
        new PackageURL(Purl.ofContent(ApplicationId.parse("production/web"), content));

    assertThat(purl.getNamespace()).isEqualTo("production");
    assertThat(purl.getName()).isEqualTo("web");
    assertThat(purl.getVersion()).isEqualTo(content.value());
  }
}
