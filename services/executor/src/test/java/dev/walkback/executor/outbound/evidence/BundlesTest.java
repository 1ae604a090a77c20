package dev.walkback.executor.outbound.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BundlesTest {

  @Test
  void an_ordinary_name_stays_as_it_is() {
    assertThat(Bundles.fileName("backend-7d9f.v2")).isEqualTo("backend-7d9f.v2");
  }

  @Test
  void no_name_leads_out_of_its_directory() {
    assertThat(Bundles.fileName("..")).doesNotContain("..");
    assertThat(Bundles.fileName("../../etc/passwd")).doesNotContain("/").doesNotStartWith(".");
    assertThat(Bundles.fileName("")).isNotEmpty();
  }

  @Test
  void names_that_differ_still_do_when_made_safe() {
    assertThat(Bundles.fileName("a/b")).isNotEqualTo(Bundles.fileName("a:b"));
  }

  @Test
  void a_long_name_is_cut() {
    assertThat(Bundles.fileName("x".repeat(4_000))).hasSizeLessThan(120);
  }
}
