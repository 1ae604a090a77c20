package dev.walkback.workloads;

import static dev.walkback.workloads.ApiObjects.controllerRevision;
import static dev.walkback.workloads.ApiObjects.deployment;
import static dev.walkback.workloads.ApiObjects.json;
import static dev.walkback.workloads.ApiObjects.pod;
import static dev.walkback.workloads.ApiObjects.replicaSet;
import static dev.walkback.workloads.ApiObjects.template;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.Revision;
import dev.walkback.events.RollbackId;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class WorkloadSnapshotTest {

  private static final WorkloadRef BACKEND =
      new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop", "backend");
  private static final WorkloadRef DB = new WorkloadRef(WorkloadKind.STATEFUL_SET, "shop", "db");
  private static final String GOOD = template("shop:1");
  private static final String BAD = template("shop:2");
  private static final String RESTARTED_BAD =
      template(
          "shop:2",
          "{\"kubectl.kubernetes.io/restartedAt\":\"2026-11-24T12:00:00Z\"}",
          "\"app\":\"backend\"");
  private static final JsonNode FIRST = replicaSet("aaa", "1", "2026-11-20T10:00:00Z", GOOD, "");
  private static final JsonNode SECOND = replicaSet("bbb", "2", "2026-11-24T10:00:00Z", BAD, "");

  @Test
  void revisions_are_those_owned_by_uid_newest_first() {
    ObjectNode foreign = SECOND.deepCopy().asObject();
    ((ObjectNode) foreign.at("/metadata/ownerReferences/0")).put("uid", "of-a-namesake");

    var snapshot = read(deployment(BAD, "{}", "[]"), FIRST, foreign, SECOND);

    assertThat(snapshot.facts().revisions()).extracting(Revision::number).containsExactly(2L, 1L);
    assertThat(snapshot.facts().revisions().getLast().images()).containsExactly("shop:1");
  }

  @Test
  void the_live_content_was_released_when_its_revision_was_made() {
    var snapshot = read(deployment(BAD, "{}", "[]"), FIRST, SECOND);

    assertThat(snapshot.facts().live()).isEqualTo(digest(BAD));
    assertThat(snapshot.facts().releasedAt()).isEqualTo(Instant.parse("2026-11-24T10:00:00Z"));
  }

  @Test
  void a_restart_does_not_make_a_release_younger() {
    var restart = replicaSet("ccc", "3", "2026-11-24T12:00:00Z", RESTARTED_BAD, "");

    var snapshot = read(deployment(RESTARTED_BAD, "{}", "[]"), FIRST, SECOND, restart);

    assertThat(snapshot.facts().releasedAt()).isEqualTo(Instant.parse("2026-11-24T10:00:00Z"));
  }

  @Test
  void a_reused_revision_was_released_when_the_template_was_written_last() {
    var reused =
        replicaSet(
            "aaa",
            "3",
            "2026-11-20T10:00:00Z",
            GOOD,
            ",\"deployment.kubernetes.io/revision-history\":\"1\"");
    String fields =
        """
        [{"manager":"helm","time":"2026-11-24T13:00:00Z","fieldsV1":{"f:spec":{"f:template":{"f:spec":{}}}}},
         {"manager":"kubectl-rollout","time":"2026-11-24T13:30:00Z","fieldsV1":{"f:spec":{"f:template":
           {"f:metadata":{"f:annotations":{".":{},"f:kubectl.kubernetes.io/restartedAt":{}}}}}}},
         {"manager":"kube-controller-manager","subresource":"status","time":"2026-11-24T14:00:00Z",
           "fieldsV1":{"f:status":{}}}]\
        """;

    var snapshot = read(deployment(GOOD, "{}", fields), reused, SECOND);

    assertThat(snapshot.facts().releasedAt()).isEqualTo(Instant.parse("2026-11-24T13:00:00Z"));
  }

  @Test
  void a_template_that_walkback_gave_back_was_written_when_it_was_named() {
    var reused =
        replicaSet(
            "aaa",
            "3",
            "2026-11-20T10:00:00Z",
            GOOD,
            ",\"deployment.kubernetes.io/revision-history\":\"1\"");
    String fields =
        """
        [{"manager":"helm","operation":"Apply","time":"2026-11-24T13:00:00Z",
           "fieldsV1":{"f:spec":{"f:template":{"f:spec":{}}}}},
         {"manager":"walkback-executor","operation":"Update","time":"2026-11-24T13:10:00Z",
           "fieldsV1":{"f:metadata":{"f:annotations":{"f:walkback.dev/template":{}}}}}]\
        """;

    var snapshot = read(deployment(GOOD, "{}", fields), reused, SECOND);

    assertThat(snapshot.facts().releasedAt()).isEqualTo(Instant.parse("2026-11-24T13:10:00Z"));
  }

  @Test
  void what_walkback_wrote_is_known_as_its_own_until_the_next_release() {
    String annotations =
        "{\"walkback.dev/rollback-id\":\"rb-0123456789ab\",\"walkback.dev/fence\":\"7\","
            + "\"walkback.dev/template\":\"%s\"}".formatted(digest(GOOD));

    var ours = read(deployment(GOOD, annotations, "[]"), FIRST);
    var next = read(deployment(BAD, annotations, "[]"), FIRST, SECOND);

    assertThat(ours.facts().releasedByRollback()).contains(new RollbackId("rb-0123456789ab"));
    assertThat(next.facts().releasedByRollback()).isEmpty();
    assertThat(next.fence()).hasValue(7);
  }

  @Test
  void a_target_is_found_by_content_under_its_newest_number() {
    var again = replicaSet("ddd", "5", "2026-11-24T12:00:00Z", GOOD, "");

    var snapshot = read(deployment(BAD, "{}", "[]"), FIRST, SECOND, again);

    assertThat(snapshot.revisionOf(digest(GOOD)))
        .hasValueSatisfying(known -> assertThat(known.revision().number()).isEqualTo(5));
    assertThat(snapshot.revisionOf(digest(template("shop:9")))).isEmpty();
  }

  @Test
  void pods_are_told_apart_by_the_content_they_were_made_from() {
    JsonNode mine = pod("backend-bbb-x1", "ReplicaSet", "rs-bbb", "bbb");
    JsonNode foreign = pod("other-bbb-x1", "ReplicaSet", "rs-of-other", "bbb");

    var snapshot =
        WorkloadReader.snapshot(
            BACKEND, deployment(BAD, "{}", "[]"), List.of(FIRST, SECOND), List.of(mine, foreign));

    assertThat(snapshot.pods()).hasSize(1);
    PodFacts pod = snapshot.pods().getFirst();
    assertThat(pod.template()).contains(digest(BAD));
    assertThat(pod.ready()).isFalse();
    assertThat(pod.containers().getFirst().waitingReason()).contains("CrashLoopBackOff");
    assertThat(pod.containers().getFirst().lastExitCode()).hasValue(3);
  }

  @Test
  void the_rollouts_counters_are_read_as_they_are() {
    RolloutState rollout = read(deployment(BAD, "{}", "[]"), SECOND).rollout();

    assertThat(rollout.observed()).isFalse();
    assertThat(rollout.desired()).isEqualTo(2);
    assertThat(rollout.total()).isEqualTo(3);
    assertThat(rollout.updated()).isEqualTo(1);
    assertThat(rollout.conditions().getFirst().reason()).isEqualTo("ReplicaSetUpdated");
  }

  @Test
  void a_controller_revision_that_is_used_again_takes_effect_when_its_number_was_raised() {
    String raised =
        "[{\"manager\":\"kube-controller-manager\",\"time\":\"2026-11-24T13:00:00Z\","
            + "\"fieldsV1\":{\"f:revision\":{}}}]";
    var good = controllerRevision("db-1", 3, "2026-11-20T10:00:00Z", GOOD, raised);
    var bad = controllerRevision("db-2", 2, "2026-11-24T10:00:00Z", BAD, "[]");

    var snapshot =
        WorkloadReader.snapshot(DB, deployment(GOOD, "{}", "[]"), List.of(good, bad), List.of());

    assertThat(snapshot.facts().releasedAt()).isEqualTo(Instant.parse("2026-11-24T13:00:00Z"));
    assertThat(snapshot.facts().liveRevision().orElseThrow().number()).isEqualTo(3);
  }

  @Test
  void an_object_without_any_field_is_still_read() {
    var snapshot = WorkloadReader.snapshot(BACKEND, json("{}"), List.of(json("{}")), List.of());

    assertThat(snapshot.facts().releasedAt()).isEqualTo(Instant.EPOCH);
    assertThat(snapshot.facts().revisions()).isEmpty();
  }

  private static WorkloadSnapshot read(JsonNode deployment, JsonNode... replicaSets) {
    return WorkloadReader.snapshot(BACKEND, deployment, List.of(replicaSets), List.of());
  }

  private static ContentDigest digest(String template) {
    return TemplateDigest.of(json(template));
  }
}
