package dev.walkback.orchestrator.core;

import static dev.walkback.orchestrator.core.World.BACKEND;
import static dev.walkback.orchestrator.core.World.NOON;
import static dev.walkback.orchestrator.core.World.SHOP;
import static dev.walkback.orchestrator.core.World.V1;
import static dev.walkback.orchestrator.core.World.V2;
import static dev.walkback.orchestrator.core.World.V3;
import static dev.walkback.orchestrator.core.World.facts;
import static dev.walkback.orchestrator.core.World.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.Target;
import dev.walkback.events.audit.AuditEntry.HumanNeeded;
import dev.walkback.events.audit.LedgerEntry.ReleaseWatchEnded;
import dev.walkback.events.audit.LedgerEntry.ReleaseWatchStarted;
import dev.walkback.events.release.Standing;
import dev.walkback.events.suspicion.Suspicion;
import dev.walkback.events.verification.Verdict;
import dev.walkback.events.verification.Verification;
import dev.walkback.events.verification.VerificationOutcome;
import dev.walkback.events.verification.VerificationOutcome.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerTest {

  @Test
  void a_release_that_is_seen_is_watched_to_see_whether_it_serves_well() {
    Saga saga = Saga.by(policy(BACKEND)).seen(facts(BACKEND, NOON, V1));

    assertThat(saga.state().memory().ledger().standing(V1)).isEqualTo(Standing.OBSERVED);
    assertThat(saga.verifications()).singleElement().isInstanceOf(Verification.WatchRelease.class);
  }

  @Test
  void a_release_that_served_well_through_its_watch_is_verified() {
    Saga saga = watched(Verdict.HEALTHY);

    assertThat(saga.state().memory().ledger().standing(V1)).isEqualTo(Standing.VERIFIED);
    assertThat(saga.timers()).isEmpty();
  }

  @Test
  void no_data_verifies_nothing() {
    assertThat(watched(Verdict.INCONCLUSIVE).state().memory().ledger().standing(V1))
        .isEqualTo(Standing.OBSERVED);
  }

  @Test
  void seeing_the_same_again_starts_no_second_watch() {
    Saga saga =
        Saga.by(policy(BACKEND)).seen(facts(BACKEND, NOON, V1)).seen(facts(BACKEND, NOON, V1));

    assertThat(saga.last().isEmpty()).isTrue();
  }

  @Test
  void a_newer_release_ends_the_watch_of_the_one_before() {
    Saga saga =
        Saga.by(policy(BACKEND)).seen(facts(BACKEND, NOON, V1)).seen(facts(BACKEND, NOON, V1, V2));

    assertThat(saga.lastEntry(ReleaseWatchStarted.class).contents())
        .extracting(content -> content.template())
        .containsExactly(V2);
    assertThat(saga.timers()).hasSize(1);
  }

  @Test
  void an_alert_ends_the_watch_though_it_starts_no_rollback() {
    Saga saga =
        Saga.by(policy(BACKEND))
            .seen(facts(BACKEND, NOON, V1))
            .suspect(new Suspicion.NothingReleased(SHOP, World.alert("Errors"), NOON, List.of()));

    assertThat(saga.lastEntry(ReleaseWatchEnded.class).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(saga.state().watch()).isEmpty();
    assertThat(saga.timers()).isEmpty();
  }

  @Test
  void what_is_said_again_soon_after_an_alert_is_not_watched_before_it_was_quiet_for_a_soak() {
    Saga saga =
        Saga.by(policy(BACKEND))
            .suspect(new Suspicion.NothingReleased(SHOP, World.alert("Errors"), NOON, List.of()));

    assertThat(saga.pass(Duration.ofMinutes(14)).seen(facts(BACKEND, NOON, V1)).state().watch())
        .isEmpty();
    assertThat(saga.pass(Duration.ofMinutes(1)).seen(facts(BACKEND, NOON, V1)).state().watch())
        .isPresent();
  }

  @Test
  void a_rollback_ends_the_watch() {
    Saga saga =
        Saga.by(policy(BACKEND)).seen(Stories.BAD_BACKEND).suspect("Errors", Stories.BAD_BACKEND);

    assertThat(saga.state().watch()).isEmpty();
    assertThat(saga.timers().keySet()).noneMatch(t -> t.kind() == TimerName.Kind.WATCH);
  }

  @Test
  void what_is_verified_comes_before_what_is_newer() {
    Saga saga =
        Saga.by(policy(BACKEND)).verified(V1).suspect("Errors", facts(BACKEND, NOON, V1, V2, V3));

    assertThat(saga.live().story().plan()).containsExactly(new Target(BACKEND, 1, V1, V3));
  }

  @Test
  void a_content_that_an_operator_condemned_is_no_target() {
    Saga saga =
        Saga.by(policy(BACKEND))
            .marked(V1, Standing.QUARANTINED)
            .suspect("Errors", facts(BACKEND, NOON, V1, V2));

    assertThat(saga.lastEntry(HumanNeeded.class).reason()).isEqualTo(HumanNeeded.Reason.NO_TARGET);
  }

  @Test
  void a_target_that_is_condemned_before_its_steps_are_sent_is_not_gone_to() {
    Saga saga = Stories.held().marked(V1, Standing.QUARANTINED).resumed().timeOut();

    assertThat(saga.executions()).isEmpty();
    assertThat(saga.lastEntry(HumanNeeded.class).reason())
        .isEqualTo(HumanNeeded.Reason.TARGET_QUARANTINED);
  }

  @Test
  void an_operator_may_lift_a_quarantine_and_the_ledger_says_who() {
    Saga saga = Stories.healthy().marked(V2, Standing.OBSERVED);

    assertThat(saga.state().memory().ledger().find(V2).orElseThrow().evidence())
        .contains("grace", "looked at it");
  }

  @Test
  void a_soak_that_an_operator_cut_short_proves_nothing() {
    Saga saga = Stories.soaking().endSoak("grace");

    assertThat(saga.state().memory().ledger().standing(V1)).isEqualTo(Standing.OBSERVED);
  }

  @Test
  void the_ledger_is_bounded_and_forgets_the_least_first() {
    Ledger ledger = Ledger.EMPTY.quarantining(V1, Optional.empty(), "bad", NOON);
    for (int i = 0; i < Ledger.MAX_RELEASES; i++) {
      ledger =
          ledger.marking(
              ContentDigest.of("v" + i + "x"), Optional.empty(), Standing.OBSERVED, "seen", NOON);
    }

    assertThat(ledger.releases()).hasSize(Ledger.MAX_RELEASES);
    assertThat(ledger.isQuarantined(V1)).isTrue();
  }

  private static Saga watched(Verdict verdict) {
    Saga saga = Saga.by(policy(BACKEND)).seen(facts(BACKEND, NOON, V1));
    return saga.when(
        new Input.VerificationOutcomeArrived(
            new VerificationOutcome.Concluded(
                World.SHOP,
                saga.state().watch().orElseThrow().id(),
                Phase.WATCH,
                verdict,
                "seen",
                NOON,
                9,
                List.of())));
  }
}
