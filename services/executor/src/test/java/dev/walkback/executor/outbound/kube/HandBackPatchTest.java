package dev.walkback.executor.outbound.kube;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HandBackPatchTest {

  private static final String APPLIED =
      """
      {"manager":"helm","operation":"Apply","fieldsV1":{"f:spec":{"f:template":{"f:spec":{"f:volumes":{}}}}}}\
      """;

  private static final String OURS =
      """
      {"manager":"walkback-executor","operation":"Update","fieldsV1":{
        "f:metadata":{"f:annotations":{"f:walkback.dev/rollback-id":{},"f:kubernetes.io/change-cause":{}}},
        "f:spec":{"f:template":{"f:spec":{"f:containers":{}}}}}}\
      """;

  @Test
  void what_we_wrote_is_given_to_those_who_apply() {
    JsonNode patch = patch(APPLIED, OURS);

    assertThat(patch.at("/2/op").asString()).isEqualTo("replace");
    assertThat(patch.at("/2/path").asString())
        .isEqualTo("/metadata/managedFields/0/fieldsV1/f:spec/f:template");
    assertThat(patch.at("/2/value"))
        .isEqualTo(json("{\"f:spec\":{\"f:containers\":{},\"f:volumes\":{}}}"));
  }

  @Test
  void what_was_given_is_not_ours_any_more() {
    JsonNode patch = patch(APPLIED, OURS);

    assertThat(patch).hasSize(5);
    assertThat(patch.at("/3/op").asString()).isEqualTo("remove");
    assertThat(patch.at("/3/path").asString())
        .isEqualTo("/metadata/managedFields/1/fieldsV1/f:spec");
    assertThat(patch.at("/4/path").asString())
        .endsWith("/f:metadata/f:annotations/f:kubernetes.io~1change-cause");
  }

  @Test
  void it_holds_only_for_both_entries_as_they_were_read() {
    JsonNode patch = patch(APPLIED, OURS);

    assertThat(patch.at("/0").toString())
        .contains("\"test\"", "\"/metadata/managedFields/0\"", "helm");
    assertThat(patch.at("/1/path").asString()).isEqualTo("/metadata/managedFields/1");
    assertThat(patch.at("/1/value")).isEqualTo(json(OURS));
  }

  @Test
  void where_nobody_applies_on_the_servers_side_nothing_is_written() {
    String updated = APPLIED.replace("Apply", "Update");

    assertThat(HandBackPatch.of(object(updated, OURS))).isEmpty();
  }

  @Test
  void what_was_given_back_is_not_given_again() {
    String given =
        """
        {"manager":"walkback-executor","operation":"Update","fieldsV1":{
          "f:metadata":{"f:annotations":{"f:walkback.dev/rollback-id":{}}}}}\
        """;

    assertThat(HandBackPatch.of(object(APPLIED, given))).isEmpty();
  }

  private static JsonNode patch(String... entries) {
    return json(HandBackPatch.of(object(entries)).orElseThrow());
  }

  private static JsonNode object(String... entries) {
    return json("{\"metadata\":{\"managedFields\":[%s]}}".formatted(String.join(",", entries)));
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
