package dev.walkback.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Envelope;
import dev.walkback.events.RollbackId;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.codec.Decoded;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.policy.HealthCheck;
import dev.walkback.events.topic.Topics;
import dev.walkback.events.verification.Verdict;
import dev.walkback.events.verification.Verification;
import dev.walkback.events.verification.VerificationOutcome.Cause;
import dev.walkback.events.verification.VerificationOutcome.Concluded;
import dev.walkback.events.verification.VerificationOutcome.Phase;
import dev.walkback.sandbox.Sandbox;
import dev.walkback.sandbox.SandboxOptions;
import dev.walkback.sandbox.sample.WebApp;
import dev.walkback.testsupport.KafkaFixture;
import dev.walkback.testsupport.RecordWriter;
import dev.walkback.testsupport.TopicReader;
import dev.walkback.testsupport.WithKafka;
import dev.walkback.workloads.WorkloadReader;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole verifier on a broker, looking at a small cluster. */
@WithKafka
class VerifierIT {

  private static final EventCodec CODEC = new EventCodec();
  private static final Duration INTERVAL = Duration.ofMillis(200);

  private static KafkaFixture kafka;
  private static Sandbox cluster;
  private static ConfigurableApplicationContext context;

  @BeforeAll
  static void start(KafkaFixture fixture) {
    kafka = fixture;
    cluster = Sandbox.start(SandboxOptions.quick());
    SpringApplication application = VerifierApplication.application();
    context =
        application.run(
            "--server.port=0",
            "--walkback.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
            "--walkback.kubernetes.master-url=" + cluster.url());
  }

  @AfterAll
  static void stop() {
    context.close();
    cluster.close();
  }

  @Test
  void what_serves_recovers_and_its_service_is_asked() {
    Concluded end = recovery("serving", Map.of(), Duration.ofSeconds(20));
    assertThat(end.explanation()).isEqualTo("Everything is healthy");
    assertThat(end.verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(end.measurements()).hasSize(3);
  }

  @Test
  void a_pod_that_crash_loops_is_running_and_judged_unhealthy() {
    Concluded end = recovery("crashing", Map.of("CRASH", "yes"), Duration.ofSeconds(4));
    assertThat(end.verdict()).isEqualTo(Verdict.UNHEALTHY);
    assertThat(end.looks()).isGreaterThan(1);
    assertThat(end.cause()).contains(Cause.BAD);
  }

  @Test
  void a_pod_whose_probes_fail_is_bad_once_it_had_its_chance() {
    Concluded end = recovery("hanging", Map.of("HANG", "yes"), Duration.ofSeconds(5));
    assertThat(end.cause()).contains(Cause.BAD);
  }

  @Test
  void a_pod_whose_image_cannot_be_pulled_could_not_run() {
    Concluded end =
        recovery(
            WebApp.of("Deployment", "production", "absent").withImage("missing:1"),
            Map.of(),
            Duration.ofSeconds(4));
    assertThat(end.verdict()).isEqualTo(Verdict.UNHEALTHY);
    assertThat(end.cause()).contains(Cause.COULD_NOT_RUN);
  }

  @Test
  void a_release_is_watched_while_a_rollback_of_the_same_application_is_verified() {
    cluster.apply(WebApp.of("Deployment", "production", "watched").release("v1"));
    WorkloadRef workload = workload("watched");
    Instant now = Instant.now();
    var watch =
        new Verification.WatchRelease(
            new ApplicationId("production", "watched"),
            new RollbackId("rb-0000000000aa"),
            List.of(new Verification.Expected(workload, live(workload))),
            List.of(),
            INTERVAL,
            now.plusSeconds(16),
            now.plusSeconds(18));
    write("watch-1", watch);

    Concluded recovery = verified(workload, live(workload), Duration.ofSeconds(5));
    assertThat(recovery.phase()).isEqualTo(Phase.RECOVERY);
    assertThat(Instant.now()).isBefore(watch.until());

    Concluded end = concluded("watch-1");
    assertThat(end.phase()).isEqualTo(Phase.WATCH);
    assertThat(end.verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(end.at()).isAfterOrEqualTo(watch.until());
  }

  @Test
  void two_rounds_of_one_rollback_are_different_events() {
    WorkloadRef gone = workload("gone-twice");
    for (int round = 1; round <= 2; round++) {
      write(
          "rb-0000000000bb/recovery/" + round,
          new Verification.AwaitRecovery(
              new ApplicationId("production", "gone-twice"),
              new RollbackId("rb-0000000000bb"),
              List.of(new Verification.Expected(gone, ContentDigest.of("any"))),
              List.of(),
              INTERVAL,
              Instant.now(),
              Optional.of(round)));
    }

    assertThat(concluded("rb-0000000000bb/recovery/1").round()).contains(1);
    assertThat(concluded("rb-0000000000bb/recovery/2").round()).contains(2);
  }

  @Test
  void a_cluster_without_the_workload_is_unhealthy_and_concluded_once() {
    WorkloadRef gone = workload("gone");
    Concluded end = verified(gone, ContentDigest.of("any"), Duration.ZERO);
    assertThat(end.verdict()).isEqualTo(Verdict.UNHEALTHY);
    assertThat(end.explanation()).contains("there is no such workload");
  }

  private static Concluded recovery(String name, Map<String, String> environment, Duration within) {
    return recovery(WebApp.of("Deployment", "production", name), environment, within);
  }

  private static Concluded recovery(WebApp app, Map<String, String> environment, Duration within) {
    cluster.apply(app.service());
    cluster.apply(app.release("v1", environment));
    WorkloadRef workload = workload(app.name());
    return verified(workload, live(workload), within);
  }

  private static ContentDigest live(WorkloadRef workload) {
    var reading = context.getBean(WorkloadReader.class).read(workload);
    return ((WorkloadReader.Reading.Found) reading).snapshot().facts().live();
  }

  private static Concluded verified(WorkloadRef workload, ContentDigest live, Duration within) {
    var application = new ApplicationId("production", workload.name());
    String digits = ContentDigest.of(workload.name()).value().substring(7, 19);
    var verification =
        new Verification.AwaitRecovery(
            application,
            new RollbackId("rb-" + digits),
            List.of(new Verification.Expected(workload, live)),
            List.of(
                new HealthCheck.OfService(
                    "http", "production", workload.name(), 80, "/health", 200, Map.of())),
            INTERVAL,
            Instant.now().plus(within));
    write("verify-" + workload.name(), verification);
    return concluded("verify-" + workload.name());
  }

  private static void write(String id, Verification verification) {
    try (RecordWriter writer = kafka.writer()) {
      writer.write(
          Topics.VERIFICATIONS,
          new Envelope<>(id, "/test", Instant.now(), Optional.empty(), verification));
    }
  }

  /** The conclusion that is named after what was asked for. */
  private static Concluded concluded(String id) {
    try (TopicReader reader = kafka.reader(Topics.VERIFICATION_OUTCOMES.name())) {
      var found =
          reader.awaitFirst(
              each -> envelope(each).id().equals(id + "/concluded"), "the conclusion of " + id);
      return (Concluded) envelope(found).data();
    }
  }

  private static Envelope<?> envelope(ConsumerRecord<String, byte[]> consumed) {
    Map<String, byte[]> headers = new HashMap<>();
    consumed.headers().forEach(header -> headers.put(header.key(), header.value()));
    return ((Decoded.Read) CODEC.decode(headers, consumed.value())).envelope();
  }

  private static WorkloadRef workload(String name) {
    return new WorkloadRef(WorkloadKind.DEPLOYMENT, "production", name);
  }
}
