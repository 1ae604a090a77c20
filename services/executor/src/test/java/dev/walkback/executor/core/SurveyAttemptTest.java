package dev.walkback.executor.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.RollbackId;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.execution.Execution.Survey;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.execution.ExecutionOutcome.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SurveyAttemptTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final WorkloadRef BACKEND =
      new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop", "backend");
  private static final WorkloadRef DATABASE =
      new WorkloadRef(WorkloadKind.STATEFUL_SET, "shop", "database");

  private final Attempt attempt =
      Attempt.at(
          new Survey(
              new ApplicationId("shop", "shop"),
              new RollbackId("rb-0123456789ab"),
              "survey",
              NOON.plusSeconds(30),
              List.of(BACKEND, DATABASE)),
          new StepRules(new Scope(List.of("shop"))));
  private Move move = attempt.next(new Heard.Begun(), NOON);

  @Test
  void every_workload_is_read_and_told() {
    assertThat(move).isEqualTo(new Move.Look(BACKEND));
    hear(seen(BACKEND), NOON);
    assertThat(move).isEqualTo(new Move.Look(DATABASE));
    hear(seen(DATABASE), NOON);

    assertThat(((ExecutionOutcome.Surveyed) outcome()).workloads()).hasSize(2);
  }

  @Test
  void a_cluster_that_is_away_is_asked_again_until_the_deadline() {
    hear(new Heard.Looked(Scene.of(new Sighting.Unreachable("away"))), NOON);
    assertThat(move).isEqualTo(new Move.Rest(SurveyAttempt.RETRY));
    hear(new Heard.Rested(), NOON.plusSeconds(1));
    assertThat(move).isEqualTo(new Move.Look(BACKEND));
    hear(new Heard.Looked(Scene.of(new Sighting.Unreachable("still away"))), NOON.plusSeconds(29));
    hear(new Heard.Rested(), NOON.plusSeconds(30));

    assertThat(((ExecutionOutcome.Failed) outcome()).explanation()).isEqualTo("still away");
  }

  @Test
  void a_workload_that_is_missing_is_left_out() {
    hear(new Heard.Looked(Scene.of(new Sighting.Missing())), NOON);
    hear(seen(DATABASE), NOON);

    assertThat(((ExecutionOutcome.Surveyed) outcome()).workloads())
        .extracting(WorkloadFacts::workload)
        .containsExactly(DATABASE);
  }

  @Test
  void where_every_workload_is_missing_it_is_refused() {
    hear(new Heard.Looked(Scene.of(new Sighting.Missing())), NOON);
    hear(new Heard.Looked(Scene.of(new Sighting.Missing())), NOON);

    assertThat(outcome())
        .isInstanceOfSatisfying(
            ExecutionOutcome.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(Refusal.WORKLOAD_MISSING);
              assertThat(refused.explanation())
                  .contains("deployment/backend", "statefulset/database", "namespace shop");
            });
  }

  private void hear(Heard heard, Instant now) {
    move = attempt.next(heard, now);
  }

  private ExecutionOutcome outcome() {
    assertThat(move).isInstanceOf(Move.End.class);
    return ((Move.End) move).outcome();
  }

  private static Heard seen(WorkloadRef workload) {
    var facts =
        new WorkloadFacts(
            workload, ContentDigest.of("v1"), NOON, Optional.empty(), false, List.of());
    return new Heard.Looked(Scene.of(new Sighting.Present(facts, OptionalLong.empty())));
  }
}
