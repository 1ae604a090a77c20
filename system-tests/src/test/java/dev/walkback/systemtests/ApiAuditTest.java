package dev.walkback.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiAuditTest {

  private static final String EVENT =
      """
      {"stage":"ResponseComplete","verb":"patch","user":{"username":"system:serviceaccount:%s"},\
      "objectRef":{"resource":"deployments","namespace":"shop","name":"backend"},\
      "responseStatus":{"code":%d},"requestObject":[%s]}
      """;
  private static final String TEMPLATE = "{\"op\":\"replace\",\"path\":\"/spec/template\"}";
  private static final String FIELDS = "{\"op\":\"remove\",\"path\":\"/metadata/managedFields/1\"}";
  private static final String EXECUTOR = "walkback:walkback-executor";

  @TempDir Path directory;

  @Test
  void a_patch_of_the_template_is_a_write() throws IOException {
    assertThat(auditOf(EVENT.formatted(EXECUTOR, 200, TEMPLATE)).writesIn("shop"))
        .containsExactly(new ApiAudit.Write("walkback-executor", "patch deployments/backend"));
  }

  @Test
  void giving_fields_back_is_told_apart() throws IOException {
    assertThat(auditOf(EVENT.formatted(EXECUTOR, 200, FIELDS)).writesIn("shop"))
        .containsExactly(new ApiAudit.Write("walkback-executor", "hand-back deployments/backend"));
  }

  @Test
  void what_was_refused_is_no_write() throws IOException {
    assertThat(auditOf(EVENT.formatted(EXECUTOR, 422, TEMPLATE)).writesIn("shop")).isEmpty();
  }

  @Test
  void what_somebody_else_wrote_is_not_ours() throws IOException {
    assertThat(auditOf(EVENT.formatted("ci:deployer", 200, TEMPLATE)).writesIn("shop")).isEmpty();
  }

  private ApiAudit auditOf(String event) throws IOException {
    return new ApiAudit(Files.writeString(directory.resolve("audit.jsonl"), event));
  }
}
