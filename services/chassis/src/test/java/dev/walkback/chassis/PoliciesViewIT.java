package dev.walkback.chassis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Envelope;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.codec.Wire;
import dev.walkback.events.policy.AlertMatch;
import dev.walkback.events.policy.FleetPolicy;
import dev.walkback.events.policy.Limits;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.topic.Topics;
import dev.walkback.testsupport.KafkaFixture;
import dev.walkback.testsupport.RecordWriter;
import dev.walkback.testsupport.WithKafka;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithKafka
class PoliciesViewIT {

  private final PoliciesView view;
  private final RecordWriter writer;

  PoliciesViewIT(KafkaFixture kafka) {
    view =
        new PoliciesView(new KafkaSettings(kafka.bootstrapServers(), Map.of()), new EventCodec());
    writer = kafka.writer();
  }

  @BeforeEach
  void two_policies_are_there_before_the_start() {
    writer.write(Topics.POLICIES, policy("a", "1"));
    writer.write(Topics.POLICIES, policy("a", "2"));
    writer.write(Topics.POLICIES, policy("b", "1"));
    assertThat(view.isReady()).isFalse();
    view.start();
    await().atMost(Samples.DEADLINE).until(view::isReady);
  }

  @AfterEach
  void stop() {
    view.stop();
    writer.close();
  }

  @Test
  void all_policies_are_known_as_soon_as_it_is_ready() {
    assertThat(version("a")).contains(ContentDigest.of("2"));
    assertThat(version("b")).contains(ContentDigest.of("1"));
  }

  @Test
  void later_changes_and_removals_are_followed() {
    writer.write(Topics.POLICIES, policy("a", "3"));
    writer.write(Topics.POLICIES.name(), "test/b", Map.of(), null);

    await()
        .atMost(Samples.DEADLINE)
        .untilAsserted(() -> {
          assertThat(version("a")).contains(ContentDigest.of("3"));
          assertThat(version("b")).isEmpty();
        });
  }

  @Test
  void records_that_cannot_be_read_change_nothing_and_do_not_stop_it() {
    Wire ofA = new EventCodec().encode(policy("a", "4"));
    writer.write(Topics.POLICIES.name(), "no application", Map.of(), null);
    writer.write(Topics.POLICIES.name(), "test/a", "not json");
    writer.write(Topics.POLICIES.name(), "test/b", ofA.headers(), ofA.value());

    writer.write(Topics.POLICIES, policy("c", "1"));

    await()
        .atMost(Samples.DEADLINE)
        .untilAsserted(() -> assertThat(version("c")).contains(ContentDigest.of("1")));
    assertThat(version("a")).contains(ContentDigest.of("2"));
    assertThat(version("b")).contains(ContentDigest.of("1"));
  }

  @Test
  void the_fleet_has_the_default_policy_until_one_is_published() {
    assertThat(view.current().fleet()).isEqualTo(FleetPolicy.DEFAULT);
    var fleet =
        new FleetPolicy(
            ApplicationId.EVERYTHING, ContentDigest.of("f"), Optional.of(3), Optional.empty());

    writer.write(
        Topics.POLICIES, new Envelope<>("fleet", "/test", Samples.NOW, Optional.empty(), fleet));

    await()
        .atMost(Samples.DEADLINE)
        .untilAsserted(() -> assertThat(view.current().fleet()).isEqualTo(fleet));
    assertThat(view.current().find(ApplicationId.EVERYTHING)).isEmpty();
  }

  private Optional<ContentDigest> version(String application) {
    return view.current().find(new ApplicationId("test", application)).map(RollbackPolicy::version);
  }

  private static Envelope<RollbackPolicy> policy(String application, String version) {
    var policy =
        new RollbackPolicy(
            new ApplicationId("test", application),
            ContentDigest.of(version),
            List.of(new WorkloadRef(WorkloadKind.DEPLOYMENT, "test", application)),
            new AlertMatch(List.of(), Map.of()),
            List.of(),
            Limits.DEFAULTS,
            Optional.empty());
    return new Envelope<>(application + version, "/test", Samples.NOW, Optional.empty(), policy);
  }
}
