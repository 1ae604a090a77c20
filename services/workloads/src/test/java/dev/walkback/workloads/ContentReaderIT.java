package dev.walkback.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.workloads.ContentReader.Contents;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ContentReaderIT {

  private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/shop/deployments";
  private static final String TEMPLATE = ApiObjects.template("shop:1");
  private static final ContentDigest DIGEST =
      TemplateDigest.of(JsonMapper.shared().readTree(TEMPLATE));

  private ScriptedApi api;

  @BeforeEach
  void start() throws IOException {
    api = new ScriptedApi();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void a_single_workload_is_read_by_its_name() {
    api.reply(DEPLOYMENTS + "/backend", 200, backend());

    assertThat(read(List.of("backend"))).isEqualTo(found(Map.of(deployment("backend"), DIGEST)));
  }

  @Test
  void several_are_read_with_one_list_of_which_only_they_count() {
    api.reply(DEPLOYMENTS, 200, "{\"items\":[%s]}".formatted(backend()));

    assertThat(read(List.of("backend", "gone")))
        .isEqualTo(found(Map.of(deployment("backend"), DIGEST)));
    assertThat(api.requests)
        .singleElement()
        .isEqualTo("GET " + DEPLOYMENTS + "?resourceVersion=0 walkback-test");
  }

  @Test
  void a_workload_that_is_not_there_is_left_out() {
    assertThat(read(List.of("gone"))).isEqualTo(found(Map.of()));
  }

  @Test
  void what_may_not_be_read_and_what_cannot_be_read_are_told_apart() {
    api.reply(DEPLOYMENTS + "/secret", 403, "{\"message\":\"no\"}");
    api.reply(DEPLOYMENTS + "/broken", 500, "{\"message\":\"etcd is away\"}");

    assertThat(read(List.of("secret"))).isInstanceOf(Contents.Forbidden.class);
    assertThat(read(List.of("broken"))).isInstanceOf(Contents.Unreachable.class);
  }

  private Contents read(List<String> names) {
    return new ContentReader(api.reads()).read(WorkloadKind.DEPLOYMENT, "shop", names);
  }

  private static Contents found(Map<WorkloadRef, ContentDigest> live) {
    return new Contents.Found(live);
  }

  private static WorkloadRef deployment(String name) {
    return new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop", name);
  }

  private static String backend() {
    return ApiObjects.deployment(TEMPLATE, "{}", "[]").toString();
  }
}
