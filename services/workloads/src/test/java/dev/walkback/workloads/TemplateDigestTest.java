package dev.walkback.workloads;

import static dev.walkback.workloads.ApiObjects.json;
import static dev.walkback.workloads.ApiObjects.template;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.ContentDigest;
import org.junit.jupiter.api.Test;

class TemplateDigestTest {

  private static final ContentDigest DIGEST = TemplateDigest.of(json(template("shop:1")));

  @Test
  void the_copy_in_a_replica_set_has_the_digest_of_the_deployments_template() {
    String copy = template("shop:1", "{}", "\"app\":\"backend\",\"pod-template-hash\":\"7d9f\"");

    assertThat(TemplateDigest.of(json(copy))).isEqualTo(DIGEST);
  }

  @Test
  void the_patch_in_a_controller_revision_has_the_digest_of_the_template() {
    String patch =
        """
        {"$patch":"replace","spec":{"containers":[{"x-unknown":1,"resources":{},"image":"shop:1",
         "name":"app"}]},"metadata":{"labels":{"app":"backend"}}}\
        """;

    assertThat(TemplateDigest.of(json(patch))).isEqualTo(DIGEST);
  }

  @Test
  void a_restart_is_no_release() {
    String restarted =
        template(
            "shop:1",
            "{\"kubectl.kubernetes.io/restartedAt\":\"2026-11-24T10:00:00Z\",\"walkback.dev/x\":\"1\"}",
            "\"app\":\"backend\"");

    assertThat(TemplateDigest.of(json(restarted))).isEqualTo(DIGEST);
  }

  @Test
  void another_image_is_another_release() {
    assertThat(TemplateDigest.of(json(template("shop:2")))).isNotEqualTo(DIGEST);
  }

  @Test
  void a_field_that_is_unknown_here_counts() {
    String other = template("shop:1").replace("\"x-unknown\":1", "\"x-unknown\":2");

    assertThat(TemplateDigest.of(json(other))).isNotEqualTo(DIGEST);
  }

  @Test
  void an_empty_selector_is_not_a_missing_one() {
    var everyone = json("{\"spec\":{\"namespaceSelector\":{}}}");
    var nobody = json("{\"spec\":{}}");

    assertThat(TemplateDigest.of(everyone)).isNotEqualTo(TemplateDigest.of(nobody));
  }

  @Test
  void an_annotation_of_the_owner_counts() {
    String annotated = template("shop:1", "{\"checksum/config\":\"abc\"}", "\"app\":\"backend\"");

    assertThat(TemplateDigest.of(json(annotated))).isNotEqualTo(DIGEST);
  }
}
