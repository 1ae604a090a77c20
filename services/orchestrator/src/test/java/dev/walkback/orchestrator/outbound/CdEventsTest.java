package dev.walkback.orchestrator.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.RollbackId;
import dev.walkback.events.Target;
import dev.walkback.events.TriggerId;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.events.codec.Wire;
import dev.walkback.events.release.LedgerRelease;
import dev.walkback.events.release.Standing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CdEventsTest {

  private static final Instant AT = Instant.parse("2026-11-24T03:06:07.5Z");
  private static final ApplicationId BACKEND = ApplicationId.parse("production/backend");
  private static final RollbackId ROLLBACK = RollbackId.of(BACKEND, new TriggerId("alert/x"));
  private static final ContentDigest GOOD = ContentDigest.of("good");
  private static final ContentDigest BAD = ContentDigest.of("bad");
  private static final WorkloadRef WORKLOAD =
      new WorkloadRef(WorkloadKind.DEPLOYMENT, "production", "backend");
  private static final String DIGEST = "sha256:" + "0b31".repeat(16);
  private static final List<LedgerRelease> LEDGER =
      List.of(
          release(GOOD, "registry.example/shop/backend:1.4.2@" + DIGEST),
          release(BAD, "registry.example/shop/backend:1.5.0"));
  private static final AuditEntry SUCCEEDED =
      new AuditEntry.RollbackSucceeded(Duration.ofSeconds(67), List.of(), List.of(BAD));

  @Test
  void a_good_end_is_an_event_that_the_published_schema_takes() {
    assertThat(PublishedSchema.problems(text(event()))).isEmpty();
  }

  @Test
  void the_schema_is_strict_enough_to_refuse_what_is_missing() {
    String broken = text(event()).replace("artifactId\"", "artifact\"");

    assertThat(PublishedSchema.problems(broken)).isNotEmpty();
  }

  @Test
  void the_schema_looks_at_times_too() {
    String broken = text(event()).replace("2026-11-24T", "yesterday, ");

    assertThat(PublishedSchema.problems(broken)).isNotEmpty();
  }

  @Test
  void it_names_the_service_its_environment_and_the_image_gone_back_to() {
    JsonNode subject = json(event()).path("subject");

    assertThat(subject.path("id").asString()).isEqualTo("production/backend");
    assertThat(subject.path("content").path("environment").path("id").asString())
        .isEqualTo("production");
    assertThat(subject.path("content").path("artifactId").asString())
        .isEqualTo(
            "pkg:oci/backend@sha256%3A"
                + "0b31".repeat(16)
                + "?repository_url=registry.example/shop/backend&tag=1.4.2");
  }

  @Test
  void it_says_what_was_left_and_how_long_it_took() {
    JsonNode data = json(event()).path("customData");

    assertThat(data.path("took").asString()).isEqualTo("PT1M7S");
    assertThat(data.path("workloads").path(0).path("leftArtifactIds").path(0).asString())
        .isEqualTo("pkg:oci/backend?repository_url=registry.example/shop/backend&tag=1.5.0");
  }

  @Test
  void as_a_cloud_event_it_has_the_same_identity_time_and_subject() {
    Wire wire = event();
    JsonNode context = json(wire).path("context");

    assertThat(wire.key()).isEqualTo("production/backend");
    assertThat(header(wire, "ce_specversion")).isEqualTo("1.0");
    assertThat(header(wire, "ce_id")).isEqualTo(context.path("id").asString());
    assertThat(header(wire, "ce_source")).isEqualTo(context.path("source").asString());
    assertThat(header(wire, "ce_type")).isEqualTo(context.path("type").asString());
    assertThat(header(wire, "ce_time")).isEqualTo(context.path("timestamp").asString());
    assertThat(header(wire, "ce_subject")).isEqualTo("production/backend");
    assertThat(header(wire, "content-type")).isEqualTo("application/json");
  }

  @Test
  void the_same_rollback_is_the_same_bytes() {
    assertThat(event().value()).isEqualTo(event().value());
    assertThat(header(event(), "ce_id")).isEqualTo(ROLLBACK + "/rolledback");
  }

  @Test
  void where_no_image_is_known_the_content_is_the_artifact() throws MalformedPackageURLException {
    Wire wire = CdEvents.of(record(SUCCEEDED, Phase.HEALTHY), List.of()).orElseThrow();

    String artifact = json(wire).path("subject").path("content").path("artifactId").asString();
    assertThat(new PackageURL(artifact).getVersion()).isEqualTo(GOOD.value());
    assertThat(PublishedSchema.problems(text(wire))).isEmpty();
  }

  @Test
  void only_a_good_end_is_one() {
    AuditEntry failed = new AuditEntry.RollbackFailed("1-backend", "the API server was away");

    assertThat(CdEvents.of(record(failed, Phase.FAILED), LEDGER)).isEmpty();
  }

  private static Wire event() {
    return CdEvents.of(record(SUCCEEDED, Phase.HEALTHY), LEDGER).orElseThrow();
  }

  private static AuditRecord record(AuditEntry entry, Phase phase) {
    TriggerSummary trigger =
        new TriggerSummary(
            new TriggerId("alert/x"),
            TriggerSummary.Origin.ALERT,
            "HighErrorRate",
            "Error ratio is 27%",
            AT.minusSeconds(80),
            AT.minusSeconds(70));
    RollbackStatus status =
        new RollbackStatus(
            BACKEND,
            ROLLBACK,
            phase,
            trigger,
            List.of(new Target(WORKLOAD, 2, GOOD, BAD)),
            List.of(),
            List.of(),
            "Back on the last good version",
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new AuditRecord(
        BACKEND, 9, AuditRecord.NONE, AT, Optional.of(ROLLBACK), entry, Optional.of(status));
  }

  private static LedgerRelease release(ContentDigest template, String image) {
    return new LedgerRelease(
        template, Optional.of(WORKLOAD), List.of(image), Standing.VERIFIED, "served well", AT);
  }

  private static String text(Wire wire) {
    return new String(wire.value(), StandardCharsets.UTF_8);
  }

  private static JsonNode json(Wire wire) {
    return new JsonMapper().readTree(wire.value());
  }

  private static String header(Wire wire, String name) {
    return new String(
        Optional.ofNullable(wire.headers().get(name)).orElseThrow(), StandardCharsets.UTF_8);
  }
}
